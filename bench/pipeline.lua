-- Four stages, a value at a time: coroutines.
local function source(limit)
  return coroutine.wrap(function()
    for i = 1, limit do coroutine.yield(i) end
  end)
end

local function where(input, test)
  return coroutine.wrap(function()
    for value in input do
      if test(value) then coroutine.yield(value) end
    end
  end)
end

local function each(input, change)
  return coroutine.wrap(function()
    for value in input do coroutine.yield(change(value)) end
  end)
end

local values = where(source(300000), function(it) return it % 3 ~= 0 end)
values = each(values, function(it) return it * 2 + 1 end)
values = where(values, function(it) return it % 5 ~= 0 end)
local count, sum = 0, 0
for value in values do count, sum = count + 1, sum + value end
print(count .. ' ' .. sum)
