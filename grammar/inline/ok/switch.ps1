switch -Regex -CaseSensitive ($x) { "a" { 1 } { $_ } { 2 } default { 3 } }
switch -File data.txt { x { 1 } }
