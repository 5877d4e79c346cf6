# 100,000 tiny items through five workers.
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(5) as pool:
    results = list(pool.map(lambda it: it, range(1, 100001)))
print(len(results), sum(results))
