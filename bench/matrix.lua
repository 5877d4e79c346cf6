-- The product of two matrices of doubles.
local size = 180

local function new_matrix(seed)
  local rows = {}
  for row = 0, size - 1 do
    local cells = {}
    for column = 0, size - 1 do cells[column] = (row * seed + column) / size end
    rows[row] = cells
  end
  return rows
end

local left, right = new_matrix(1.5), new_matrix(0.5)
local trace = 0.0
for row = 0, size - 1 do
  local cells = left[row]
  for column = 0, size - 1 do
    local sum = 0.0
    for k = 0, size - 1 do sum = sum + cells[k] * right[k][column] end
    if row == column then trace = trace + sum end
  end
end
print(string.format('%.3f', trace))
