import { defineCollector } from './collector.ts'
import { namesRoleHolders, roleHolders } from './subjects.ts'

export const registeredDevicesCollector = defineCollector({
  produces: 'registeredDevices',
  purpose: 'Lists the devices of role holders, so that unmanaged and forgotten ones show',
  source: {
    kind: 'each',
    lane: 'directory',
    after: namesRoleHolders,
    permissions: ['User.Read.All'],
    subjects: roleHolders,
    request: (user) => ({
      path: `/v1.0/users/${user}/registeredDevices`,
      query: {
        $select:
          'id,deviceId,displayName,operatingSystem,operatingSystemVersion,trustType,isCompliant,isManaged,accountEnabled,approximateLastSignInDateTime,registrationDateTime,manufacturer,model',
      },
    }),
    whole: true,
    items: (userId, { values }) => [{ userId, devices: values }],
  },
  reference: 'identity.md §c',
})
