1 | Invoke-Parallel { $using:x.ToString() }
