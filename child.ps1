param($code) "child $code"; exit $code; "never"
