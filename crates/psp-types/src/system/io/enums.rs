//! The enums of `System.IO`: names and numbers.

use crate::declare::data_enums;

data_enums! {
    CompressionLevel = "System.IO.Compression.CompressionLevel", false,
        "Optimal=0 Fastest=1 NoCompression=2 SmallestSize=3";
    CompressionMode = "System.IO.Compression.CompressionMode", false,
        "Decompress=0 Compress=1";
    ZipArchiveMode = "System.IO.Compression.ZipArchiveMode", false,
        "Read=0 Create=1 Update=2";
    DriveType = "System.IO.DriveType", false,
        "Unknown=0 NoRootDirectory=1 Removable=2 Fixed=3 Network=4 CDRom=5 Ram=6";
    FileAccess = "System.IO.FileAccess", true,
        "Read=1 Write=2 ReadWrite=3";
    FileAttributes = "System.IO.FileAttributes", true,
        "None=0 ReadOnly=1 Hidden=2 System=4 Directory=16 Archive=32 Device=64 Normal=128 Temporary=256 \
        SparseFile=512 ReparsePoint=1024 Compressed=2048 Offline=4096 NotContentIndexed=8192 Encrypted=16384 \
        IntegrityStream=32768 NoScrubData=131072";
    FileMode = "System.IO.FileMode", false,
        "CreateNew=1 Create=2 Open=3 OpenOrCreate=4 Truncate=5 Append=6";
    FileOptions = "System.IO.FileOptions", true,
        "None=0 Encrypted=16384 DeleteOnClose=67108864 SequentialScan=134217728 RandomAccess=268435456 \
        Asynchronous=1073741824 WriteThrough=-2147483648";
    FileShare = "System.IO.FileShare", true,
        "None=0 Read=1 Write=2 ReadWrite=3 Delete=4 Inheritable=16";
    MatchCasing = "System.IO.MatchCasing", false,
        "PlatformDefault=0 CaseSensitive=1 CaseInsensitive=2";
    MatchType = "System.IO.MatchType", false,
        "Simple=0 Win32=1";
    SearchOption = "System.IO.SearchOption", false,
        "TopDirectoryOnly=0 AllDirectories=1";
    SeekOrigin = "System.IO.SeekOrigin", false,
        "Begin=0 Current=1 End=2";
    UnixFileMode = "System.IO.UnixFileMode", true,
        "None=0 OtherExecute=1 OtherWrite=2 OtherRead=4 GroupExecute=8 GroupWrite=16 GroupRead=32 \
        UserExecute=64 UserWrite=128 UserRead=256 StickyBit=512 SetGroup=1024 SetUser=2048";
}
