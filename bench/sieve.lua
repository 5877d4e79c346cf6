-- The primes up to two million.
local limit = 2000000
local composite = {}
for i = 0, limit do composite[i] = false end
local i = 2
while i * i <= limit do
  if not composite[i] then
    for multiple = i * i, limit, i do composite[multiple] = true end
  end
  i = i + 1
end
local count = 0
for i = 2, limit do
  if not composite[i] then count = count + 1 end
end
print(count)
