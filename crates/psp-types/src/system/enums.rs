//! The enums of `System`: names and numbers.

use crate::declare::data_enums;

data_enums! {
    AttributeTargets = "System.AttributeTargets", true,
        "Assembly=1 Module=2 Class=4 Struct=8 Enum=16 Constructor=32 Method=64 Property=128 Field=256 \
        Event=512 Interface=1024 Parameter=2048 Delegate=4096 ReturnValue=8192 GenericParameter=16384 \
        All=32767";
    Base64FormattingOptions = "System.Base64FormattingOptions", true,
        "None=0 InsertLineBreaks=1";
    ConsoleColor = "System.ConsoleColor", false,
        "Black=0 DarkBlue=1 DarkGreen=2 DarkCyan=3 DarkRed=4 DarkMagenta=5 DarkYellow=6 Gray=7 DarkGray=8 \
        Blue=9 Green=10 Cyan=11 Red=12 Magenta=13 Yellow=14 White=15";
    ConsoleKey = "System.ConsoleKey", false,
        "None=0 Backspace=8 Tab=9 Clear=12 Enter=13 Pause=19 Escape=27 Spacebar=32 PageUp=33 PageDown=34 \
        End=35 Home=36 LeftArrow=37 UpArrow=38 RightArrow=39 DownArrow=40 Select=41 Print=42 Execute=43 \
        PrintScreen=44 Insert=45 Delete=46 Help=47 D0=48 D1=49 D2=50 D3=51 D4=52 D5=53 D6=54 D7=55 D8=56 \
        D9=57 A=65 B=66 C=67 D=68 E=69 F=70 G=71 H=72 I=73 J=74 K=75 L=76 M=77 N=78 O=79 P=80 Q=81 R=82 S=83 \
        T=84 U=85 V=86 W=87 X=88 Y=89 Z=90 LeftWindows=91 RightWindows=92 Applications=93 Sleep=95 \
        NumPad0=96 NumPad1=97 NumPad2=98 NumPad3=99 NumPad4=100 NumPad5=101 NumPad6=102 NumPad7=103 \
        NumPad8=104 NumPad9=105 Multiply=106 Add=107 Separator=108 Subtract=109 Decimal=110 Divide=111 \
        F1=112 F2=113 F3=114 F4=115 F5=116 F6=117 F7=118 F8=119 F9=120 F10=121 F11=122 F12=123 F13=124 \
        F14=125 F15=126 F16=127 F17=128 F18=129 F19=130 F20=131 F21=132 F22=133 F23=134 F24=135 \
        BrowserBack=166 BrowserForward=167 BrowserRefresh=168 BrowserStop=169 BrowserSearch=170 \
        BrowserFavorites=171 BrowserHome=172 VolumeMute=173 VolumeDown=174 VolumeUp=175 MediaNext=176 \
        MediaPrevious=177 MediaStop=178 MediaPlay=179 LaunchMail=180 LaunchMediaSelect=181 LaunchApp1=182 \
        LaunchApp2=183 Oem1=186 OemPlus=187 OemComma=188 OemMinus=189 OemPeriod=190 Oem2=191 Oem3=192 \
        Oem4=219 Oem5=220 Oem6=221 Oem7=222 Oem8=223 Oem102=226 Process=229 Packet=231 Attention=246 \
        CrSel=247 ExSel=248 EraseEndOfFile=249 Play=250 Zoom=251 NoName=252 Pa1=253 OemClear=254";
    ConsoleModifiers = "System.ConsoleModifiers", true,
        "None=0 Alt=1 Shift=2 Control=4";
    ConsoleSpecialKey = "System.ConsoleSpecialKey", false,
        "ControlC=0 ControlBreak=1";
    CommandType = "System.Data.CommandType", false,
        "Text=1 StoredProcedure=4 TableDirect=512";
    DateTimeKind = "System.DateTimeKind" of DATE_TIME_KIND, false,
        "Unspecified=0 Utc=1 Local=2";
    DayOfWeek = "System.DayOfWeek" of DAY_OF_WEEK, false,
        "Sunday=0 Monday=1 Tuesday=2 Wednesday=3 Thursday=4 Friday=5 Saturday=6";
    ProcessPriorityClass = "System.Diagnostics.ProcessPriorityClass", false,
        "Normal=32 Idle=64 High=128 RealTime=256 BelowNormal=16384 AboveNormal=32768";
    ProcessWindowStyle = "System.Diagnostics.ProcessWindowStyle", false,
        "Normal=0 Hidden=1 Minimized=2 Maximized=3";
    SpecialFolder = "System.Environment+SpecialFolder", false,
        "Desktop=0 Programs=2 MyDocuments=5 Personal=5 Favorites=6 Startup=7 Recent=8 SendTo=9 StartMenu=11 \
        MyMusic=13 MyVideos=14 DesktopDirectory=16 MyComputer=17 NetworkShortcuts=19 Fonts=20 Templates=21 \
        CommonStartMenu=22 CommonPrograms=23 CommonStartup=24 CommonDesktopDirectory=25 ApplicationData=26 \
        PrinterShortcuts=27 LocalApplicationData=28 InternetCache=32 Cookies=33 History=34 \
        CommonApplicationData=35 Windows=36 System=37 ProgramFiles=38 MyPictures=39 UserProfile=40 \
        SystemX86=41 ProgramFilesX86=42 CommonProgramFiles=43 CommonProgramFilesX86=44 CommonTemplates=45 \
        CommonDocuments=46 CommonAdminTools=47 AdminTools=48 CommonMusic=53 CommonPictures=54 \
        CommonVideos=55 Resources=56 LocalizedResources=57 CommonOemLinks=58 CDBurning=59";
    EnvironmentVariableTarget = "System.EnvironmentVariableTarget", false,
        "Process=0 User=1 Machine=2";
    MidpointRounding = "System.MidpointRounding", false,
        "ToEven=0 AwayFromZero=1 ToZero=2 ToNegativeInfinity=3 ToPositiveInfinity=4";
    PlatformID = "System.PlatformID", false,
        "Win32S=0 Win32Windows=1 Win32NT=2 WinCE=3 Unix=4 Xbox=5 MacOSX=6 Other=7";
    Architecture = "System.Runtime.InteropServices.Architecture", false,
        "X86=0 X64=1 Arm=2 Arm64=3 Wasm=4 S390x=5 LoongArch64=6 Armv6=7 Ppc64le=8 RiscV64=9";
    StringSplitOptions = "System.StringSplitOptions", true,
        "None=0 RemoveEmptyEntries=1 TrimEntries=2";
    NormalizationForm = "System.Text.NormalizationForm", false,
        "FormC=1 FormD=2 FormKC=5 FormKD=6";
    RegexOptions = "System.Text.RegularExpressions.RegexOptions", true,
        "None=0 IgnoreCase=1 Multiline=2 ExplicitCapture=4 Compiled=8 Singleline=16 \
        IgnorePatternWhitespace=32 RightToLeft=64 ECMAScript=256 CultureInvariant=512 NonBacktracking=1024";
    TypeCode = "System.TypeCode", false,
        "Empty=0 Object=1 DBNull=2 Boolean=3 Char=4 SByte=5 Byte=6 Int16=7 UInt16=8 Int32=9 UInt32=10 \
        Int64=11 UInt64=12 Single=13 Double=14 Decimal=15 DateTime=16 String=18";
    UriFormat = "System.UriFormat", false,
        "UriEscaped=1 Unescaped=2 SafeUnescaped=3";
    UriHostNameType = "System.UriHostNameType", false,
        "Unknown=0 Basic=1 Dns=2 IPv4=3 IPv6=4";
    UriKind = "System.UriKind", false,
        "RelativeOrAbsolute=0 Absolute=1 Relative=2";
    UriPartial = "System.UriPartial", false,
        "Scheme=0 Authority=1 Path=2 Query=3";
    XmlNodeType = "System.Xml.XmlNodeType", false,
        "None=0 Element=1 Attribute=2 Text=3 CDATA=4 EntityReference=5 Entity=6 ProcessingInstruction=7 \
        Comment=8 Document=9 DocumentType=10 DocumentFragment=11 Notation=12 Whitespace=13 \
        SignificantWhitespace=14 EndElement=15 EndEntity=16 XmlDeclaration=17";
}
