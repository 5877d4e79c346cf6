1 | ForEach-Object -Parallel { $using:x.y[0] + "$using:z" }
