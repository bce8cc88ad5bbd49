import type { Item } from '../../estate/types.ts'
import { notFound } from '../errors.ts'
import { type Call, collection, type Route } from '../route.ts'
import { fromList, type Source } from '../source.ts'

/** The named devices first, then the laptop of every fourth ordinary person. */
function allDevices({ state: { estate } }: Call): Source {
  const { named, every, build } = estate.devices
  return {
    length: named.length + Math.ceil(estate.accounts.bulkLength / every),
    at: (position) => named[position]?.device ?? build((position - named.length) * every),
  }
}

function devicesOf(call: Call): Source {
  const { devices, accounts } = call.state.estate
  const account = accounts.find(call.parameter('id'))
  if (!account) throw notFound(call.parameter('id'))
  const { id } = account.user
  const named = devices.named.filter(({ owner }) => owner === id).map(({ device }) => device)
  const index = accounts.indexOf(id)
  const own = index !== undefined && index % devices.every === 0 ? [devices.build(index)] : []
  return fromList([...named, ...own].map(asDirectoryObject))
}

function asDirectoryObject(device: Item): Item {
  return { '@odata.type': '#microsoft.graph.device', ...device }
}

const shape = { types: ['v1.device'], units: 1 } as const

export const deviceRoutes: readonly Route[] = [
  collection({ template: '/v1.0/devices', context: 'devices', ...shape, read: allDevices }),
  collection({
    template: '/v1.0/users/{id}/registeredDevices',
    context: 'directoryObjects',
    ...shape,
    read: devicesOf,
  }),
  collection({
    template: '/v1.0/users/{id}/ownedDevices',
    context: 'directoryObjects',
    ...shape,
    read: devicesOf,
  }),
]
