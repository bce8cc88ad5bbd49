import { type Target, targetsOf } from './applications.ts'
import { type Device, devicesOf } from './devices.ts'
import { type Place, placesOf } from './places.ts'
import { platformsOf } from './platforms.ts'
import { CLIENTS, type Client, type Tenant } from './tenant.ts'

/** The circumstances of a sign-in. Its risk is always none. */
interface Circumstances {
  readonly platform: string
  readonly place: Place
  readonly device: Device
}

/** One sign-in of somebody. The flow is told by the client. */
export interface SignIn extends Circumstances {
  readonly target: Target
  readonly client: Client
}

/** Every sign-in that the tenant's policies tell apart: the whole cross product. */
export function* signInsOf(tenant: Tenant): Generator<SignIn> {
  const everywhere = [...circumstancesOf(tenant)]
  for (const target of targetsOf(tenant))
    for (const client of CLIENTS)
      for (const circumstances of everywhere) yield { target, client, ...circumstances }
}

function* circumstancesOf(tenant: Tenant): Generator<Circumstances> {
  const places = placesOf(tenant)
  const devices = devicesOf(tenant)
  for (const platform of platformsOf(tenant))
    for (const place of places) for (const device of devices) yield { platform, place, device }
}
