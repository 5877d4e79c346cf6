-- An integer loop with branches.
local sum = 0
for i = 1, 8000000 do
  if i % 3 == 0 then
    sum = sum + i
  elseif i % 5 == 0 then
    sum = sum - 7
  else
    sum = sum ~ i
  end
end
print(sum)
