/**
 * Where recorded answers of the service and its published description (the OpenAPI subset) differ. The simulator
 * follows the recording; the contract test allows exactly these differences and fails on one that nobody needs.
 */
export interface ContractException {
  /** Schema name in the subset. */
  readonly schema: string
  readonly property: string
  /** What is allowed there, as JSON Schema. */
  readonly allows: object
  readonly because: string
}

const recorded = 'present in recorded v1.0 responses, absent from the v1.0 metadata of August 2026'

const anything = {}

/** What the data of an audit record has in practice, whatever its type. */
const auditData = [
  'CreationTime',
  'Id',
  'Operation',
  'OrganizationId',
  'RecordType',
  'ResultStatus',
  'UserKey',
  'UserType',
  'Workload',
  'ClientIP',
  'ObjectId',
  'UserId',
].map((property) => ({
  schema: 'v1.microsoft.graph.security.auditData',
  property,
  allows: anything,
  because:
    'an open type: the metadata names no property of it, and the service sends the record of the unified log (logs reference, section 4)',
}))

export const contractExceptions: readonly ContractException[] = [
  ...auditData,
  {
    schema: 'beta.microsoft.graph.signIn',
    property: 'crossTenantAccessType',
    allows: { type: 'string' },
    because:
      'a flags enumeration in the beta metadata, written as words with commas; the subset has it as one word (logs reference, section 0.2)',
  },
  {
    schema: 'v1.microsoft.graph.organization',
    property: 'isMultipleDataLocationsForServicesEnabled',
    allows: anything,
    because: recorded,
  },
  {
    schema: 'v1.microsoft.graph.organization',
    property: 'directorySizeQuota',
    allows: { type: 'object' },
    because: recorded,
  },
  {
    schema: 'v1.microsoft.graph.organization',
    property: 'onPremisesSyncStatus',
    allows: { type: 'array' },
    because: recorded,
  },
  {
    schema: 'v1.microsoft.graph.identitySecurityDefaultsEnforcementPolicy',
    property: 'controlType',
    allows: anything,
    because: recorded,
  },
  {
    schema: 'v1.microsoft.graph.identitySecurityDefaultsEnforcementPolicy',
    property: 'securityDefaultsUpsell',
    allows: anything,
    because: recorded,
  },
  {
    schema: 'v1.microsoft.graph.group',
    property: 'creationOptions',
    allows: { type: 'array' },
    because: recorded,
  },
  {
    schema: 'v1.microsoft.graph.user',
    property: 'perUserMfaState',
    allows: { enum: ['disabled', 'enabled', 'enforced'] },
    because:
      'selectable in practice and used so in production by others, in no metadata (identity reference, section a.5)',
  },
  {
    schema: 'v1.microsoft.graph.authenticationMethodConfiguration',
    property: 'includeTargets',
    allows: { type: 'array' },
    because:
      'a navigation property, which the subset leaves out, but the service returns it with the policy (identity reference, section a.8)',
  },
  {
    schema: 'v1.microsoft.graph.ipRange',
    property: 'cidrAddress',
    allows: { type: 'string' },
    because: 'the derived types iPv4CidrRange and iPv6CidrRange are not in the subset',
  },
  {
    schema: 'v1.microsoft.graph.subjectSet',
    property: 'userId',
    allows: { type: 'string', format: 'uuid' },
    because: 'the derived type singleUser is not in the subset',
  },
  {
    schema: 'v1.microsoft.graph.subjectSet',
    property: 'description',
    allows: { type: ['string', 'null'] },
    because: 'the derived type singleUser is not in the subset',
  },
  {
    schema: 'v1.microsoft.graph.servicePrincipal',
    property: 'createdDateTime',
    allows: { type: 'string', format: 'date-time' },
    because: 'selected in practice (identity reference, section b.6), absent from the v1.0 metadata',
  },
  {
    schema: 'v1.microsoft.graph.group',
    property: 'members@delta',
    allows: { type: 'array' },
    because: 'an annotation of delta queries, which a schema of the entity cannot hold (section g.3)',
  },
  {
    schema: 'v1.microsoft.graph.directoryRole',
    property: 'members@delta',
    allows: { type: 'array' },
    because: 'an annotation of delta queries, which a schema of the entity cannot hold (section g.3)',
  },
]

/**
 * Reads whose shape no published subset of ours describes; it comes from the reference pages named in the identity
 * reference (sections b.1, b.6, e.2) and in the Azure reference (section 1.5), and only the envelope is checked.
 */
export const undescribedReads: readonly string[] = [
  '/v1.0/directory/subscriptions',
  '/v1.0/policies/defaultAppManagementPolicy',
  '/v1.0/users/{id}/sponsors',
  '/v1.0/applications/{id}/owners',
  '/v1.0/servicePrincipals/{id}/owners',
  "/v1.0/servicePrincipals(appId='{appId}')/appRoleAssignedTo",
  '/beta/roleManagement/exchange/roleDefinitions',
  '/beta/roleManagement/exchange/roleAssignments',
  '/v1.0/deviceManagement/roleDefinitions',
  '/v1.0/deviceManagement/roleAssignments',
]

/** The subset cannot say these, so the contract test says them for every schema. */
export const generalExceptions: readonly string[] = [
  'A property that refers to another schema may be null: OpenAPI 3.0 cannot put nullable beside $ref.',
  'A property of a beta schema may be null: the beta SDK, from which they were made, does not know nullability.',
  'A value may be of a derived type, named by @odata.type; the subset lists the base type only.',
  'Members of an enum marked x-flags come joined by commas.',
]

/** Where an answer of the simulated Azure has other keys than the official example of the same operation. */
export interface ArmException {
  readonly operation: string
  readonly path: string
  readonly because: string
}

const assignmentDetails = [
  'condition',
  'conditionVersion',
  'createdOn',
  'updatedOn',
  'createdBy',
  'updatedBy',
  'delegatedManagedIdentityResourceId',
  'description',
].map((name) => ({
  operation: 'Authorization.RoleAssignments.ListForScope',
  path: `.value[].properties.${name}`,
  because: 'in recorded answers and in the published schema 2022-04-01, left out of the short example',
}))

export const armExceptions: readonly ArmException[] = [
  ...assignmentDetails,
  {
    operation: 'CostManagement.Budgets.ListSubscription',
    path: '.value[].properties.filter.and',
    because: 'the budget of the estate covers the whole subscription, so its filter is empty',
  },
  {
    operation: 'Monitor.SubscriptionDiagnosticSettings.List',
    path: '.value[].properties.logs[].category',
    because: 'the example names a category group; settings by category were recorded',
  },
]
