-- 40,000 tables, three times over: made, grouped, sorted, summed.
for round = 1, 3 do
  local orders = {}
  for i = 1, 40000 do
    orders[i] = { id = i, region = 'region' .. (i % 23), amount = (i * 7919 * round) % 1000, open = i % 4 == 0 }
  end
  local groups, regions = {}, {}
  for _, order in ipairs(orders) do
    if not order.open then
      local group = groups[order.region]
      if not group then
        group = { region = order.region, orders = {} }
        groups[order.region] = group
        regions[#regions + 1] = group
      end
      table.insert(group.orders, order)
    end
  end
  for _, group in ipairs(regions) do
    group.count, group.sum = #group.orders, 0
    for _, order in ipairs(group.orders) do group.sum = group.sum + order.amount end
  end
  table.sort(regions, function(a, b)
    if a.sum ~= b.sum then return a.sum > b.sum end
    return a.region > b.region
  end)
  for i = 1, 5 do print(regions[i].region .. ' ' .. regions[i].count .. ' ' .. regions[i].sum) end
end
