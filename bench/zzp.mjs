import { EventRows } from '../src/store/log-store/detect-rows.ts'
const T = {}
const cpu = () => {
  const c = process.cpuUsage()
  return (c.user + c.system) / 1000
}
for (const m of ['variety', 'filled', 'values', 'kinds', 'words', 'wantedTable']) {
  const o = EventRows.prototype[m]
  EventRows.prototype[m] = async function (...a) {
    const s = cpu()
    try {
      return await o.apply(this, a)
    } finally {
      const k = m + (m === 'values' ? ' ' + a[0] : '') + ' ' + this.from.slice(-20)
      T[k] = (T[k] ?? 0) + cpu() - s
    }
  }
}
const o = EventRows.prototype.rows
EventRows.prototype.rows = async function* (...a) {
  const s = cpu()
  let n = 0
  try {
    for await (const r of o.apply(this, a)) {
      n += r.ids.length
      yield r
    }
  } finally {
    const k = 'rows ' + a[2].texts + ' ' + this.from.slice(-20) + ' ' + n
    T[k] = (T[k] ?? 0) + cpu() - s
  }
}
process.on('exit', () =>
  console.error(
    Object.entries(T)
      .sort((a, b) => b[1] - a[1])
      .slice(0, 30)
      .map(([k, v]) => (v / 3).toFixed(0) + ' ' + k)
      .join('\n'),
  ),
)
