trap [System.Exception] { continue }
try { 1 } catch [A], [B] { 2 } catch { 3 } finally { 4 }
