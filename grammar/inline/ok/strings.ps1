"a $x ${env:P} $($y.z) `n `$q ""r"""
'it''s'
"$("nested $("deep")")"
