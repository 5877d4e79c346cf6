foreach ($i on 1) { }
