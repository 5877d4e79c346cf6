function f {
