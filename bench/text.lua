-- 60,000 lines of a log: made, taken apart, searched, put together.
local levels = { [0] = 'INFO', 'WARN', 'ERROR' }
local lines = {}
for i = 1, 60000 do
  lines[i] = string.format('%06d;%s;user%d;took %.2f ms', i, levels[i % 3], i % 97, i / 7)
end
local errors, total, users, count = 0, 0.0, {}, 0
for _, line in ipairs(lines) do
  local parts = {}
  for part in line:gmatch('[^;]+') do parts[#parts + 1] = part end
  local number, level, user, message = parts[1], parts[2], parts[3], parts[4]
  if level == 'ERROR' then errors = errors + 1 end
  if not users[user] then count = count + 1 end
  users[user] = number
  local took = message:match('took (%d+%.%d+) ms')
  if took then total = total + tonumber(took) end
end
local longest = 0
for _, line in ipairs(lines) do longest = math.max(longest, #line) end
print(table.concat({ count, errors, longest, string.format('%.2f', total) }, ' '))
