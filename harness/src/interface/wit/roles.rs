//! What a WIT does not say of its functions.

use super::super::role::Role;

/// The roles of parameters and results, which a WIT does not say. The handle of a method, `self`, is always what is asked,
/// and a handle in a result is one that the call has made; what else there is stands here.
#[derive(Debug, Clone, Copy)]
pub struct Roles {
    /// Parameters that have a role: the name of the function, that of the parameter.
    pub parameters: &'static [(&'static str, &'static str, Role)],
    /// Results that have a role, by the names of their functions.
    pub results: &'static [(&'static str, Role)],
    /// The functions that end the guest.
    pub ends: &'static [&'static str],
}

impl Roles {
    /// Returns the role of a parameter.
    pub fn parameter(&self, function: &str, parameter: &str) -> Option<Role> {
        if parameter == "self" {
            return Some(Role::Asked);
        }
        let mut all = self.parameters.iter();
        let found = all.find(|(name, known, _)| (*name, *known) == (function, parameter));
        found.map(|(.., role)| *role)
    }

    /// Returns the role of what a function returns, or succeeds with.
    pub fn result(&self, function: &str) -> Option<Role> {
        let found = self.results.iter().find(|(name, _)| *name == function);
        found.map(|(_, role)| *role)
    }
}
