//! `Get-ChildItem`

use super::paths;
use psp_derive::Cmdlet;
use psp_providers::{
    NameFilter, Place, ProviderKind,
    file_system::{
        AttributeFilter,
        list::{Listing, list, list_one},
    },
    filter::has_wildcards,
    glob,
    place::is_separator,
};
use psp_runtime::{Cmdlet, Shell, Switch};
use psp_value::{Result, Value};

/// Gives the items in one or more places: files and directories, variables, functions.
///
/// ```powershell
/// Get-ChildItem -Filter *.ps1 -Recurse
/// Get-ChildItem Env:PSP_*
/// ```
#[derive(Cmdlet, Default)]
#[cmdlet(
    "Get-ChildItem",
    class = "GetChildItemCommand",
    default_set = "Items",
    output = "System.IO.FileInfo",
    output = "System.IO.DirectoryInfo"
)]
pub(super) struct GetChildItem {
    /// Paths; wildcards are expanded. The current location when there are none.
    #[param(position = 0, pipeline, by_name, set = "Items")]
    path: Vec<String>,
    /// Paths in which no character is a wildcard.
    #[param(set = "LiteralItems", mandatory, by_name, alias = "PSPath,LP")]
    literal_path: Vec<String>,
    /// Only names that match this pattern.
    #[param(position = 1)]
    filter: Option<String>,
    /// Only names that match one of these.
    #[param]
    include: Vec<String>,
    /// No names that match one of these.
    #[param]
    exclude: Vec<String>,
    /// With what is in the containers below.
    #[param(alias = "s,r")]
    recurse: Switch,
    /// How many levels below; implies `-Recurse`.
    #[param(ty = "System.UInt32")]
    depth: Option<i64>,
    /// With hidden items.
    #[param]
    force: Switch,
    /// Gives names instead of objects.
    #[param]
    name: Switch,
    /// Only items with these attributes: `,` is or, `+` is and, `!` is not.
    #[param(ty = "System.String")]
    attributes: Option<String>,
    /// Enters directories behind symbolic links.
    #[param]
    follow_symlink: Switch,
    /// Only directories.
    #[param(alias = "ad")]
    directory: Switch,
    /// Only files.
    #[param(alias = "af")]
    file: Switch,
    /// Only hidden items.
    #[param(alias = "ah,h")]
    hidden: Switch,
    /// Only read-only items.
    #[param(alias = "ar")]
    read_only: Switch,
    /// Only system items, of which Linux has none.
    #[param(alias = "as")]
    system: Switch,
}

impl Cmdlet for GetChildItem {
    fn process(&mut self, shell: &mut Shell<'_>) -> Result<()> {
        let (given, literal) = paths::given(&self.path, &self.literal_path);
        let given = if given.is_empty() { vec![".".to_owned()] } else { given.to_vec() };
        for path in given {
            let path = if path.is_empty() { ".".to_owned() } else { path };
            if let Err(error) = self.one(shell, &path, literal) {
                shell.write_failure(error)?;
            }
        }
        Ok(())
    }
}

impl GetChildItem {
    fn recurses(&self) -> bool {
        self.recurse.0 || self.depth.is_some()
    }

    fn listing(&self) -> Result<Listing> {
        let names = NameFilter::new(&self.include, &self.exclude, self.filter.as_deref())?;
        let mut attributes = match &self.attributes {
            Some(text) => AttributeFilter::parse(text)?,
            None => AttributeFilter::default(),
        };
        const DIRECTORY: i64 = 16;
        for (switch, bits) in
            [(self.directory, DIRECTORY), (self.hidden, 2), (self.read_only, 1), (self.system, 4)]
        {
            if switch.0 {
                attributes.require(bits);
            }
        }
        if self.file.0 && !self.directory.0 {
            attributes.refuse(DIRECTORY);
        }
        if self.file.0 && self.directory.0 {
            attributes = AttributeFilter::default();
        }
        let depth = match self.depth {
            Some(depth) => u32::try_from(depth).unwrap_or(u32::MAX),
            None if self.recurse.0 => u32::MAX,
            None => 0,
        };
        let in_place = names.has_include_or_exclude();
        Ok(Listing {
            depth,
            force: self.force.0,
            names,
            attributes,
            name_only: self.name.0,
            follow: self.follow_symlink.0,
            in_place,
        })
    }

    fn one(&self, shell: &mut Shell<'_>, path: &str, literal: bool) -> Result<()> {
        let mut listing = self.listing()?;
        let is_pattern = !literal && has_wildcards(path);
        let (path, searched) = self.searched(shell, path, literal)?;
        if let Some(name) = searched {
            listing.names = listing.names.including(&name)?;
            listing.in_place = true;
        }
        let is_pattern = is_pattern && has_wildcards(&path);
        let places = glob::expand(shell.session, &path, literal, self.force.0)?;
        for place in places {
            if place.kind() != ProviderKind::FileSystem {
                self.flat(shell, &place, &listing)?;
                continue;
            }
            self.files(shell, &place, &listing, is_pattern)?;
        }
        Ok(())
    }

    /// With `-Recurse`, the last part of a path that is no directory becomes a pattern for what is below.
    fn searched(&self, shell: &mut Shell<'_>, path: &str, literal: bool) -> Result<(String, Option<String>)> {
        let keep = || Ok((path.to_owned(), None));
        if literal || !self.recurses() || path.ends_with(is_separator) {
            return keep();
        }
        let at = path.rfind(is_separator).map_or(0, |it| it + 1);
        let at = if at == 0 { path.rfind(':').map_or(0, |it| it + 1) } else { at };
        let (parent, last) = path.split_at(at);
        let parent = if parent.is_empty() { "." } else { parent };
        if last == "*" && (self.file.0 || self.directory.0) {
            return Ok((parent.to_owned(), None));
        }
        if !self.include.is_empty() || last == "*" || last.is_empty() {
            return keep();
        }
        let found = glob::expand(shell.session, path, false, self.force.0).unwrap_or_default();
        let is_container = |shell: &mut Shell<'_>, it: &Place| {
            let provider = it.kind().provider();
            provider.is_container(shell.session, &it.path())
        };
        let all = !found.is_empty() && found.iter().all(|it| is_container(shell, it));
        if all || found.iter().any(|it| it.kind() != ProviderKind::FileSystem) {
            return keep();
        }
        Ok((parent.to_owned(), Some(last.to_owned())))
    }

    fn files(&self, shell: &mut Shell<'_>, place: &Place, listing: &Listing, is_pattern: bool) -> Result<()> {
        let provider = place.kind().provider();
        let is_directory = provider.is_container(shell.session, &place.path());
        let filtered = listing.names.has_include_or_exclude();
        if is_pattern && !self.recurses() {
            // The items that a pattern found are the result; with a filter, containers are looked into.
            if !listing.names.allows(place.name()) {
                return Ok(());
            }
            if !filtered || !is_directory {
                return list_one(shell, place, listing);
            }
            return list(shell, place, listing);
        }
        if !is_directory {
            return list_one(shell, place, listing);
        }
        if !self.recurses() && !self.name.0 && filtered && !listing.names.takes(place.name()) {
            return Ok(());
        }
        list(shell, place, listing)
    }

    fn flat(&self, shell: &mut Shell<'_>, place: &Place, listing: &Listing) -> Result<()> {
        let provider = place.kind().provider();
        let names = if place.inside.is_empty() {
            let children = provider.children(shell.session, "", true)?;
            children.into_iter().map(|it| it.name).collect()
        } else {
            vec![place.inside.clone()]
        };
        for name in names.into_iter().filter(|it| listing.names.allows(it)) {
            if self.name.0 {
                shell.write(Value::from(name))?;
                continue;
            }
            let at = Place::new(place.drive.clone(), name);
            let found = provider.item(shell.session, &at)?;
            shell.write(found)?;
        }
        Ok(())
    }
}
