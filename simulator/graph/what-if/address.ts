/** Whether an IPv4 address is in a range written as `203.0.113.0/24`; other notations hold nobody here. */
export function isInRange(address: string, cidr: string): boolean {
  const [network = '', length = '32'] = cidr.split('/')
  const [inside, outside] = [numberOf(address), numberOf(network)]
  if (inside === undefined || outside === undefined) return false
  const size = 2 ** (32 - Number(length))
  return Math.floor(inside / size) === Math.floor(outside / size)
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number)
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255))
    return undefined
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}
