/**
 * Operations that change how the tenant is run, one line each (identity.md §c, §f.4, azure.md §2.3). Names are in lower
 * case, without the full stop that the unified log adds and with plain dashes; `*` stands for anything.
 */

/** What a change is about. */
export const changeCategories = [
  'roles',
  'applications',
  'policies',
  'methods',
  'federation',
  'guests',
  'partners',
  'groups',
  'users',
  'devices',
  'exchange',
  'azure',
] as const
export type ChangeCategory = (typeof changeCategories)[number]

/** What an administrator did that others may not. */
export const privilegedKinds = [
  'roles',
  'credentials',
  'consent',
  'signInRules',
  'federation',
  'exchangeRights',
  'logSettings',
  'azureAccess',
  'elevation',
] as const
export type PrivilegedKind = (typeof privilegedKinds)[number]

export interface KnownOperation {
  readonly name: string
  readonly category: ChangeCategory
  /** Where it is one that takes an administrator. */
  readonly privileged?: PrivilegedKind
}

/** Names apart by semicolons. */
function all(
  category: ChangeCategory,
  privileged: PrivilegedKind | undefined,
  names: string,
): KnownOperation[] {
  return names
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ name, category, ...(privileged === undefined ? {} : { privileged }) }))
}

export const knownOperations: readonly KnownOperation[] = [
  // Elevation stands before the roles of Azure, whose pattern would take it too.
  ...all(
    'azure',
    'elevation',
    `
    microsoft.authorization/elevateaccess/action;
    user has elevated their access to user access administrator*;
    the role assignment of user has been removed from the user access administrator*;
    assigns the caller to user access admin`,
  ),
  ...all(
    'roles',
    'roles',
    `
    add member to role*; add eligible member to role*; add scoped member to role*; remove member from role*;
    remove eligible member from role*; remove scoped member from role*;
    add role assignment to role definition; add role definition; update role definition;
    delete role definition; remove role assignment from role definition; add eligible role assignment*;
    update role setting in pim; disable pim alert; update role; add role from template`,
  ),
  ...all(
    'applications',
    'credentials',
    `
    add service principal credentials; remove service principal credentials;
    update application - certificates and secrets management; add owner to application;
    add owner to service principal; add federated identity credential*;
    update federated identity credential*`,
  ),
  ...all(
    'applications',
    'consent',
    `
    consent to application; add app role assignment to service principal; add delegated permission grant;
    add oauth2permissiongrant; add permission grant policy; update permission grant policy;
    delete permission grant policy`,
  ),
  ...all(
    'applications',
    undefined,
    `
    add application; update application; delete application; restore application; hard delete application;
    add service principal; update service principal; delete service principal; remove service principal;
    hard delete service principal; remove app role assignment from service principal;
    remove delegated permission grant; remove oauth2permissiongrant; remove owner from application;
    remove owner from service principal; add app role assignment grant to user;
    add app role assignment to group; revoke consent; add policy to application;
    add policy to service principal; remove policy from application; remove policy from service principal`,
  ),
  ...all(
    'policies',
    'signInRules',
    `
    add conditional access policy; update conditional access policy; delete conditional access policy;
    add named location; update named location; delete named location; update security defaults;
    update continuous access evaluation; update authorization policy; authentication methods policy update;
    authentication methods policy reset; authentication strength policy create;
    authentication strength policy update; authentication strength policy delete;
    set-conditionalaccesspolicy; add policy; update policy; delete policy`,
  ),
  ...all(
    'methods',
    undefined,
    `
    disable strong authentication; enable strong authentication; user registered security info;
    user registered all required security info; user updated security info; user deleted security info;
    user changed default security info; admin registered security info; admin updated security info;
    admin deleted security info; get passkey creation options;
    add users strong authentication phone app detail; remove users strong authentication phone app detail;
    add fido2 security key; delete fido2 security key*; add windows hello for business credential;
    delete windows hello for business credential; add passwordless phone sign-in credential;
    delete passwordless phone sign-in credential; add platform credential; create temporary access pass*;
    delete temporary access pass*; delete application password for user;
    create application password for user; fraud reported*; suspicious activity reported`,
  ),
  ...all(
    'federation',
    'federation',
    `
    set domain authentication; set federation settings on domain; add unverified domain;
    add verified domain; verify domain; verify email verified domain; remove unverified domain;
    remove verified domain; update domain; set dirsyncenabled flag; set directory feature on tenant;
    set password policy`,
  ),
  ...all(
    'federation',
    undefined,
    `
    set company information; set company contact information; set company dirsync settings;
    set company allowed data location`,
  ),
  ...all(
    'partners',
    'roles',
    `
    add partner to company; remove partner from company; set partnership; promote company to partner;
    demote partner; add delegated admin*; remove delegated admin*`,
  ),
  ...all(
    'guests',
    'signInRules',
    `
    add a partner to cross-tenant access setting; update a partner cross-tenant access setting;
    delete partner specific cross-tenant access setting;
    update the company default cross-tenant access setting;
    create a partner cross-tenant identity sync setting;
    update a partner cross-tenant identity sync setting;
    delete a partner cross-tenant identity sync setting; reset the cross-tenant access default setting`,
  ),
  ...all(
    'guests',
    undefined,
    `
    invite external user; redeem external user invite; invite internal user to b2b collaboration;
    viral user creation; delete external user; update external identities policy`,
  ),
  ...all(
    'groups',
    undefined,
    `
    add group; update group; delete group; restore group; hard delete group; add member to group;
    remove member from group; add owner to group; remove owner from group; create group settings;
    update group settings; set group license; set group to be managed by user;
    add app role assignment grant to group`,
  ),
  ...all(
    'users',
    undefined,
    `
    add user; update user; delete user; restore user; hard delete user; enable account; disable account;
    change user license; change user password; reset password; reset user password; reset password *;
    admin started password reset; user started password reset; set force change user password;
    unlock user account*; update stsrefreshtokenvalidfrom timestamp; set user manager;
    convert federated user to managed; confirmaccountcompromised; dismissuser`,
  ),
  ...all(
    'devices',
    undefined,
    `
    add device; update device; delete device; register device; unregister device;
    device no longer compliant; device no longer managed; add registered owner to device;
    add registered users to device; remove registered owner from device; remove registered users from device`,
  ),
  ...all(
    'exchange',
    'exchangeRights',
    `
    new-rolegroup; set-rolegroup; remove-rolegroup; add-rolegroupmember; remove-rolegroupmember;
    update-rolegroupmember; new-managementroleassignment; set-managementroleassignment;
    remove-managementroleassignment; new-managementrole; set-managementroleentry; new-managementscope;
    add-ediscoverycaseadmin; remove-ediscoverycaseadmin; update-ediscoverycaseadmin; add-mailboxpermission;
    remove-mailboxpermission; add-recipientpermission; remove-recipientpermission; new-serviceprincipal;
    new-applicationaccesspolicy; set-applicationaccesspolicy; remove-applicationaccesspolicy`,
  ),
  ...all(
    'exchange',
    'logSettings',
    `
    set-adminauditlogconfig; set-organizationconfig; set-mailboxauditbypassassociation;
    new-unifiedauditlogretentionpolicy; set-unifiedauditlogretentionpolicy;
    remove-unifiedauditlogretentionpolicy`,
  ),
  ...all(
    'exchange',
    'signInRules',
    `
    set-authenticationpolicy; new-authenticationpolicy; remove-authenticationpolicy; set-transportconfig`,
  ),
  ...all(
    'azure',
    'logSettings',
    `
    microsoft.insights/diagnosticsettings/*; microsoft.insights/logprofiles/*;
    microsoft.operationalinsights/workspaces/delete; microsoft.operationalinsights/workspaces/tables/*;
    microsoft.aadiam/diagnosticsettings/*; microsoft.security/alertssuppressionrules/*`,
  ),
  ...all(
    'azure',
    'azureAccess',
    `
    microsoft.authorization/roleassignments/*; microsoft.authorization/roledefinitions/*;
    microsoft.authorization/roleeligibilityschedulerequests/*;
    microsoft.authorization/roleassignmentschedulerequests/*;
    microsoft.authorization/classicadministrators/*; microsoft.authorization/denyassignments/*;
    microsoft.managedservices/registrationassignments/*;
    microsoft.managedservices/registrationdefinitions/*; microsoft.subscription/updatetenant/action;
    microsoft.subscription/aliases/write; microsoft.keyvault/vaults/accesspolicies/write;
    microsoft.managedidentity/userassignedidentities/federatedidentitycredentials/*`,
  ),
  ...all(
    'azure',
    undefined,
    `
    microsoft.authorization/locks/*; microsoft.authorization/policyassignments/*;
    microsoft.authorization/policyexemptions/*; microsoft.authorization/policydefinitions/*;
    microsoft.quota/quotas/write; microsoft.network/networksecuritygroups/*;
    microsoft.sql/servers/firewallrules/*; microsoft.security/policies/*;
    microsoft.security/securitysolutions/*; microsoft.security/pricings/*; microsoft.keyvault/vaults/write;
    microsoft.keyvault/vaults/delete; microsoft.keyvault/vaults/deploy/action;
    microsoft.management/managementgroups/*; microsoft.subscription/*; microsoft.resources/tenants/*;
    microsoft.billing/*; microsoft.consumption/budgets/*; microsoft.costmanagement/*`,
  ),
]
