-- Two processes that compute: the longest Collatz chain of each half.
local from, to = tonumber(arg[1]), tonumber(arg[2])
if from then
  local best, longest = 0, 0
  for start = from, to do
    local number, steps = start, 0
    while number ~= 1 do
      if number % 2 == 0 then number = number >> 1 else number = 3 * number + 1 end
      steps = steps + 1
    end
    if steps > longest then best, longest = start, steps end
  end
  print(best .. ' ' .. longest)
  return
end

local command = arg[-1] .. ' ' .. arg[0]
local parts = { io.popen(command .. ' 1 60000'), io.popen(command .. ' 60001 110000') }
local lines = {}
for i, part in ipairs(parts) do lines[i] = part:read('l') end
table.sort(lines)
print(table.concat(lines, '\n'))
