-- All ways to place nine queens: recursion over arrays.
local size = 9
local columns, rising, falling = {}, {}, {}
for i = 0, 2 * size do columns[i], rising[i], falling[i] = false, false, false end

local function add_queen(row)
  if row == size then return 1 end
  local found = 0
  for column = 0, size - 1 do
    local up, down = row + column, row - column + size
    if not (columns[column] or rising[up] or falling[down]) then
      columns[column], rising[up], falling[down] = true, true, true
      found = found + add_queen(row + 1)
      columns[column], rising[up], falling[down] = false, false, false
    end
  end
  return found
end

local total = 0
for _ = 1, 16 do total = total + add_queen(0) end
print(total)
