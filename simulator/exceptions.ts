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

export const contractExceptions: readonly ContractException[] = [
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
]

/** The subset cannot say these, so the contract test says them for every schema. */
export const generalExceptions: readonly string[] = [
  'A property that refers to another schema may be null: OpenAPI 3.0 cannot put nullable beside $ref.',
  'A property of a beta schema may be null: the beta SDK, from which they were made, does not know nullability.',
  'A value may be of a derived type, named by @odata.type; the subset lists the base type only.',
  'Members of an enum marked x-flags come joined by commas.',
]
