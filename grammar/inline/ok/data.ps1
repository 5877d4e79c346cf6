data Messages -SupportedCommand ConvertFrom-StringData { "a" }
