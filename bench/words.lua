-- How often each word stands in a text: counting in a table.
local syllables = { [0] = 'ba', 'do', 'ke', 'li', 'mu', 'na', 'po', 'ra', 'se', 'tu' }
local counts = {}
local state = 42
for _ = 1, 900000 do
  state = (state * 1103515245 + 12345) % 2147483648
  local number = (state >> 8) % 1000
  local word = syllables[number % 10] .. syllables[(number >> 3) % 10] .. syllables[number % 7]
  counts[word] = (counts[word] or 0) + 1
end
local words = {}
for word in pairs(counts) do words[#words + 1] = word end
table.sort(words, function(a, b)
  if counts[a] ~= counts[b] then return counts[a] > counts[b] end
  return a < b
end)
print(#words)
for i = 1, 5 do print(words[i] .. ' ' .. counts[words[i]]) end
