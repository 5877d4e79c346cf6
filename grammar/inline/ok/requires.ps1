#Requires -Version 7.0
using namespace System.Text
using module ./m.psm1
1
