//! Unicode's normal forms.

use unicode_normalization::UnicodeNormalization;

/// `NormalizationForm`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `FormC`
    C,
    /// `FormD`
    D,
    /// `FormKC`
    Kc,
    /// `FormKD`
    Kd,
}

/// `String.Normalize(form)`.
pub fn normalize(text: &str, form: Form) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    match form {
        Form::C => text.nfc().collect(),
        Form::D => text.nfd().collect(),
        Form::Kc => text.nfkc().collect(),
        Form::Kd => text.nfkd().collect(),
    }
}

/// `String.IsNormalized(form)`.
pub fn is_normalized(text: &str, form: Form) -> bool {
    text.is_ascii()
        || match form {
            Form::C => text.nfc().eq(text.chars()),
            Form::D => text.nfd().eq(text.chars()),
            Form::Kc => text.nfkc().eq(text.chars()),
            Form::Kd => text.nfkd().eq(text.chars()),
        }
}
