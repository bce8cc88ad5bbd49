import { raw } from 'hono/html'

/** What the pages about partners add to the stylesheet of the report. */
export const partnerStyle = raw(`
main{padding-bottom:4rem}
table.register{width:100%;border-collapse:collapse;margin:1.2rem 0 0;font-size:.95rem}
.register th{text-align:left;font-weight:600;color:var(--soft);font-size:.84rem}
.register th,.register td{padding:.55rem .8rem .55rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.partner{margin-top:3.2rem}
.partner>h2{margin:0 0 .3rem}
.partner>h3{margin:1.3rem 0 0}
.map{list-style:none;margin:1.1rem 0 0;padding:0}
.map ul{list-style:none;margin:0;padding:0}
.map>li{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:0 2.4rem;position:relative;padding:.7rem 0;border-top:1px solid var(--line)}
.map .way{background:var(--card);border:1px solid var(--line);border-left:3px solid var(--tone,var(--line));border-radius:6px;padding:.5rem .75rem;align-self:start;position:relative}
.map .way::after{content:"";position:absolute;left:100%;top:1.2rem;width:2.4rem;border-top:2px solid var(--line)}
.map .can>li{padding:.3rem 0 .3rem .9rem;border-left:2px solid var(--line)}
.map .can strong{font-weight:600}
.map .can .tag{margin-left:.5rem}
.steps{list-style:none;counter-reset:item;margin:1.2rem 0 0;padding:0}
.steps>li{counter-increment:item;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem 1.15rem;margin:0 0 .9rem;break-inside:avoid}
.steps h2{margin:0;font-size:1.13rem}
.steps h2::before{content:counter(item) ". "}
pre{background:var(--code);border-radius:6px;padding:.7rem .85rem;margin:.5rem 0;overflow-x:auto;font:.82rem/1.45 ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
.letter{max-width:46rem;margin:2rem auto 0}
.letter ol>li{margin:.6rem 0}
@media(max-width:40rem){.map>li{grid-template-columns:1fr;gap:.5rem}.map .way::after{display:none}table.register thead{display:none}.register tr{display:block;padding:.7rem 0;border-bottom:1px solid var(--line)}.register td{display:block;border:0;padding:.1rem 0}}
@media print{.top{background:none}.steps>li{border-color:#999}}
`)
