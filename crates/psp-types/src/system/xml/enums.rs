//! The enums of `System.Xml`: names and numbers.

use crate::declare::data_enums;

data_enums! {
    XmlNodeType = "System.Xml.XmlNodeType", false,
        "None=0 Element=1 Attribute=2 Text=3 CDATA=4 EntityReference=5 Entity=6 ProcessingInstruction=7 \
        Comment=8 Document=9 DocumentType=10 DocumentFragment=11 Notation=12 Whitespace=13 \
        SignificantWhitespace=14 EndElement=15 EndEntity=16 XmlDeclaration=17";
    Formatting = "System.Xml.Formatting", false, "None=0 Indented=1";
    ConformanceLevel = "System.Xml.ConformanceLevel", false, "Auto=0 Fragment=1 Document=2";
    DtdProcessing = "System.Xml.DtdProcessing", false, "Prohibit=0 Ignore=1 Parse=2";
    NewLineHandling = "System.Xml.NewLineHandling", false, "Replace=0 Entitize=1 None=2";
    NamespaceHandling = "System.Xml.NamespaceHandling", true, "Default=0 OmitDuplicates=1";
    WriteState = "System.Xml.WriteState", false,
        "Start=0 Prolog=1 Element=2 Attribute=3 Content=4 Closed=5 Error=6";
    ReadState = "System.Xml.ReadState", false, "Initial=0 Interactive=1 Error=2 EndOfFile=3 Closed=4";
    XmlNamespaceScope = "System.Xml.XmlNamespaceScope", false, "All=0 ExcludeXml=1 Local=2";
    ValidationType = "System.Xml.ValidationType", false, "None=0 Auto=1 DTD=2 XDR=3 Schema=4";
    WhitespaceHandling = "System.Xml.WhitespaceHandling", false, "All=0 Significant=1 None=2";
    LoadOptions = "System.Xml.Linq.LoadOptions", true, "None=0 PreserveWhitespace=1 SetBaseUri=2 SetLineInfo=4";
    SaveOptions = "System.Xml.Linq.SaveOptions", true, "None=0 DisableFormatting=1 OmitDuplicateNamespaces=2";
}
