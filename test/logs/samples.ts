/** Records as the services write them, made up for tests after Microsoft's schemas; none was ever logged. */

export const TENANT = '11111111-2222-4333-8444-555555555555'
export const PARTNER = '22222222-3333-4444-8555-666666666666'
export const USER = '33333333-4444-4555-8666-777777777777'

/** A sign-in as Microsoft Graph answers. */
export const signIn = {
  id: '44444444-0000-4000-8000-000000000001',
  createdDateTime: '2026-10-05T08:15:30.1234567Z',
  userDisplayName: 'Bo Berg',
  userPrincipalName: 'bo@fabrikam.example',
  userId: USER,
  appId: '00000002-0000-0ff1-ce00-000000000000',
  appDisplayName: 'Office 365 Exchange Online',
  ipAddress: '203.0.113.9',
  clientAppUsed: 'Browser',
  userAgent: 'Mozilla/5.0',
  conditionalAccessStatus: 'failure',
  isInteractive: true,
  resourceDisplayName: 'Office 365 Exchange Online',
  status: { errorCode: 50126, failureReason: 'Invalid username or password.', additionalDetails: null },
  deviceDetail: { deviceId: '', operatingSystem: 'Windows 11', browser: 'Edge 141', isCompliant: false },
  location: { city: 'Bath', state: 'England', countryOrRegion: 'GB' },
  homeTenantId: TENANT,
  resourceTenantId: TENANT,
  crossTenantAccessType: 'none',
}

/** The same in the envelope of diagnostic settings. */
export const diagnosticSignIn = {
  time: '2026-10-05T08:20:00.0000000Z',
  resourceId: `/tenants/${TENANT}/providers/Microsoft.aadiam`,
  operationName: 'Sign-in activity',
  category: 'SignInLogs',
  tenantId: TENANT,
  resultType: '50126',
  resultDescription: 'Invalid username or password.',
  durationMs: '0',
  callerIpAddress: '203.0.113.9',
  identity: 'Bo Berg',
  properties: signIn,
}

/** The same as a row of Log Analytics: flat, and its objects as text. */
export const workspaceSignIn = {
  Type: 'SigninLogs',
  TimeGenerated: '2026-10-05T08:20:00Z',
  Id: signIn.id,
  CreatedDateTime: signIn.createdDateTime,
  UserDisplayName: signIn.userDisplayName,
  UserPrincipalName: signIn.userPrincipalName,
  UserId: USER,
  AppId: signIn.appId,
  AppDisplayName: signIn.appDisplayName,
  IPAddress: signIn.ipAddress,
  ClientAppUsed: 'Browser',
  UserAgent: 'Mozilla/5.0',
  ConditionalAccessStatus: 'failure',
  IsInteractive: 'true',
  ResourceDisplayName: signIn.resourceDisplayName,
  ResultType: '50126',
  ResultDescription: 'Invalid username or password.',
  Status: JSON.stringify(signIn.status),
  DeviceDetail: JSON.stringify(signIn.deviceDetail),
  Location: 'GB',
  LocationDetails: JSON.stringify(signIn.location),
  HomeTenantId: TENANT,
  ResourceTenantId: TENANT,
  CrossTenantAccessType: 'none',
}

/** The same as the portal writes it into a table. */
export const portalSignIn =
  '"Date (UTC)","Request ID","User ID","User","Username","Cross tenant access type","Application","Application ID ","Resource","Resource tenant ID","Home tenant ID","IP address","Location","Status","Sign-in error code","Failure reason","Client app","Device ID","Browser","Operating System","Compliant","Conditional Access"\n' +
  `2026-10-05T08:15:30Z,${signIn.id},${USER},Bo Berg,bo@fabrikam.example,none,Office 365 Exchange Online,${signIn.appId},Office 365 Exchange Online,${TENANT},${TENANT},203.0.113.9,"Bath, England, GB",Failure,50126,Invalid username or password.,Browser,,Edge 141,Windows 11,False,Failure\n`

/** A change of the directory as Microsoft Graph answers. */
export const audit = {
  id: 'Directory_55555555-0000-4000-8000-000000000001_ABC',
  category: 'RoleManagement',
  correlationId: '55555555-0000-4000-8000-000000000002',
  result: 'success',
  resultReason: '',
  activityDisplayName: 'Add member to role',
  activityDateTime: '2026-10-05T09:00:00Z',
  loggedByService: 'Core Directory',
  operationType: 'Assign',
  initiatedBy: {
    user: { id: USER, userPrincipalName: 'bo@fabrikam.example', ipAddress: '198.51.100.7' },
    app: null,
  },
  targetResources: [
    {
      id: '66666666-0000-4000-8000-000000000001',
      displayName: null,
      type: 'User',
      userPrincipalName: 'cy@fabrikam.example',
      modifiedProperties: [
        { displayName: 'Role.DisplayName', oldValue: null, newValue: '"Global Administrator"' },
      ],
    },
  ],
  additionalDetails: [{ key: 'User-Agent', value: 'EvoSTS' }],
}

/** A record of the unified audit log. */
export const auditData = {
  CreationTime: '2026-10-05T10:11:12',
  Id: '77777777-0000-4000-8000-000000000001',
  Operation: 'New-InboxRule',
  OrganizationId: TENANT,
  RecordType: 1,
  ResultStatus: 'True',
  UserKey: '10032001F2A3B4C5',
  UserType: 2,
  Workload: 'Exchange',
  ClientIP: '[2001:db8::1]:50123',
  UserId: 'bo@fabrikam.example',
  OrganizationName: 'fabrikam.onmicrosoft.com',
  Parameters: [
    { Name: 'Name', Value: '..' },
    { Name: 'ForwardTo', Value: 'drop@elsewhere.example' },
  ],
}

/** An event of Azure as its API answers. */
export const activity = {
  eventDataId: '88888888-0000-4000-8000-000000000001',
  eventTimestamp: '2026-10-05T11:00:00Z',
  submissionTimestamp: '2026-10-05T11:02:00Z',
  operationName: {
    value: 'Microsoft.Authorization/roleAssignments/write',
    localizedValue: 'Create role assignment',
  },
  category: { value: 'Administrative' },
  status: { value: 'Succeeded' },
  subStatus: { value: 'Created' },
  caller: 'bo@fabrikam.example',
  claims: {
    'http://schemas.microsoft.com/identity/claims/objectidentifier': USER,
    'http://schemas.microsoft.com/identity/claims/identityprovider': `https://sts.windows.net/${PARTNER}/`,
  },
  httpRequest: { clientIpAddress: '198.51.100.7' },
  resourceId:
    '/subscriptions/99999999-0000-4000-8000-000000000001/providers/Microsoft.Authorization/roleAssignments/1',
  subscriptionId: '99999999-0000-4000-8000-000000000001',
  tenantId: TENANT,
}
