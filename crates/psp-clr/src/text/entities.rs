//! The names of HTML's entities.

/// The character that a name stands for.
pub(super) fn find(name: &str) -> Option<char> {
    if let Some(at) = LATIN.split(' ').position(|it| it == name) {
        return char::from_u32(0xA0 + at as u32);
    }
    OTHER.split(' ').find_map(|it| it.strip_prefix(name)?.strip_prefix('=')?.chars().next())
}

/// In order from U+00A0.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn \
    sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave \
    Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml \
    ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN \
    szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute \
    icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml \
    yacute thorn yuml";

/// Each with its character.
const OTHER: &str = "Alpha=Α Beta=Β Chi=Χ Dagger=‡ Delta=Δ Epsilon=Ε Eta=Η Gamma=Γ Iota=Ι Kappa=Κ Lambda=Λ Mu=Μ Nu=Ν \
    OElig=Œ Omega=Ω Omicron=Ο Phi=Φ Pi=Π Prime=″ Psi=Ψ Rho=Ρ Scaron=Š Sigma=Σ Tau=Τ Theta=Θ \
    Upsilon=Υ Xi=Ξ Yuml=Ÿ Zeta=Ζ alefsym=ℵ alpha=α amp=& and=∧ ang=∠ apos=' asymp=≈ bdquo=„ beta=β \
    bull=• cap=∩ chi=χ circ=ˆ clubs=♣ cong=≅ crarr=↵ cup=∪ dArr=⇓ dagger=† darr=↓ delta=δ diams=♦ \
    empty=∅ emsp=\u{2003} ensp=\u{2002} epsilon=ε equiv=≡ eta=η euro=€ exist=∃ fnof=ƒ forall=∀ \
    frasl=⁄ gamma=γ ge=≥ gt=> hArr=⇔ harr=↔ hearts=♥ hellip=… image=ℑ infin=∞ int=∫ iota=ι isin=∈ \
    kappa=κ lArr=⇐ lambda=λ lang=〈 larr=← lceil=⌈ ldquo=“ le=≤ lfloor=⌊ lowast=∗ loz=◊ lrm=\u{200e} \
    lsaquo=‹ lsquo=‘ lt=< mdash=— minus=− mu=μ nabla=∇ ndash=– ne=≠ ni=∋ notin=∉ nsub=⊄ nu=ν \
    oelig=œ oline=‾ omega=ω omicron=ο oplus=⊕ or=∨ otimes=⊗ part=∂ permil=‰ perp=⊥ phi=φ pi=π piv=ϖ \
    prime=′ prod=∏ prop=∝ psi=ψ quot=\" rArr=⇒ radic=√ rang=〉 rarr=→ rceil=⌉ rdquo=” real=ℜ \
    rfloor=⌋ rho=ρ rlm=\u{200f} rsaquo=› rsquo=’ sbquo=‚ scaron=š sdot=⋅ sigma=σ sigmaf=ς sim=∼ \
    spades=♠ sub=⊂ sube=⊆ sum=∑ sup=⊃ supe=⊇ tau=τ there4=∴ theta=θ thetasym=ϑ thinsp=\u{2009} \
    tilde=˜ trade=™ uArr=⇑ uarr=↑ upsih=ϒ upsilon=υ weierp=℘ xi=ξ zeta=ζ zwj=\u{200d} zwnj=\u{200c}";
