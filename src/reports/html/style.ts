import { raw } from 'hono/html'
import { colours } from './colours.ts'

/** The whole stylesheet, in the page, because the page may fetch nothing. */
export const style = raw(`${colours}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.55 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
main,.wide{max-width:62rem;margin:0 auto;padding:0 1.25rem}
h1,h2,h3,h4{line-height:1.2;letter-spacing:-.012em;font-weight:650;margin:0}
h1{font-size:clamp(1.8rem,5vw,2.7rem);letter-spacing:-.025em}
h2{font-size:1.5rem;margin:3.5rem 0 .35rem}
h3{font-size:1.06rem}
h4{font-size:1.02rem}
p{margin:.35rem 0;max-width:46rem}
a{color:var(--link);text-underline-offset:.16em;text-decoration-thickness:.06em}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
main:focus{outline:none}
code{font:.86em/1.4 ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace;background:var(--code);border-radius:4px;padding:.08em .34em}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem .8rem;z-index:1}
.note,.reason,.behind,.id,.radius,.examined,.type,small,.held{color:var(--soft)}
.note,.reason,.behind,.id,.held,small{font-size:.9rem}
.top{background:var(--head);border-bottom:1px solid var(--line);padding:2.2rem 0 1.6rem}
.brand{font-weight:700;margin:0 0 1.5rem;letter-spacing:-.01em}
.brand span{font-weight:400;color:var(--soft);margin-left:.55rem}
.lead{font-size:1.12rem;margin:.7rem 0 1.5rem}
.tiles{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(5,1fr);gap:.6rem}
.tile{background:var(--card);border:1px solid var(--line);border-top:3px solid var(--tone,var(--line));border-radius:6px;padding:.7rem .85rem}
.tile strong{display:block;font-size:1.9rem;line-height:1.15;font-weight:650;font-variant-numeric:tabular-nums}
.tile span{font-size:.9rem;color:var(--soft)}
.tile.none{border-top-color:var(--line)}
.tile.none strong{color:var(--soft);font-weight:400}
.facts{display:flex;flex-wrap:wrap;gap:.6rem 2.2rem;margin:1.5rem 0 0}
.facts dt{font-size:.8rem;color:var(--soft)}
.facts dd{margin:0;font-size:.92rem}
.facts code{background:none;padding:0}
.contents ul{list-style:none;margin:1.1rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;font-size:.93rem}
.contents a{display:inline-block;padding:.2rem 0}
.first{list-style:none;counter-reset:item;margin:1.1rem 0 0;padding:0}
.first>li{counter-increment:item;display:grid;grid-template-columns:2.6rem 1fr;padding:1.05rem 0;border-top:1px solid var(--line)}
.first>li:last-child{border-bottom:1px solid var(--line)}
.first>li::before{content:counter(item);font-size:1.5rem;line-height:1.15;color:var(--soft);font-variant-numeric:tabular-nums}
.first h3{margin:.35rem 0 .2rem;font-size:1.13rem}
.first .names{margin:.1rem 0}
.labels{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .7rem;margin:0;font-size:.9rem}
.behind,.id{margin:.15rem 0}
.behind a{color:inherit}
.tag,.verdict,.coverage{white-space:nowrap;font-size:.84rem;font-weight:600;color:var(--tone)}
.tag::before{content:"";display:inline-block;width:.62em;height:.62em;border-radius:2px;background:var(--tone);margin-right:.42em}
.verdict{border:1px solid currentColor;border-radius:99px;padding:.08rem .6rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,25rem),1fr));gap:.9rem;margin:1rem 0 0;align-items:start}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem 1.15rem}
.card.unknown{border-left:3px solid var(--tone)}
.card .held{margin:.6rem 0 0}
.mend{margin:.7rem 0 0}
ul.plain,ul.subjects{margin:.2rem 0;padding-left:1.15rem}
ul.subjects{list-style:none;padding:0;margin:.5rem 0}
ul.subjects li{display:flex;justify-content:space-between;gap:1rem;padding:.18rem 0;border-bottom:1px solid var(--line)}
ul.subjects code{flex:none;align-self:center}
table{border-collapse:collapse;width:100%;font-size:.92rem;margin:.6rem 0}
caption{text-align:left;color:var(--soft);padding:0 0 .4rem;font-size:.9rem}
caption.quiet{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{text-align:left;vertical-align:top;padding:.42rem .8rem .42rem 0;border-bottom:1px solid var(--line)}
th{font-weight:500}
thead th{white-space:nowrap;color:var(--soft);font-size:.82rem;font-weight:500}
td.figure{font-variant-numeric:tabular-nums}
.unit{display:none}
.overview{margin-top:1rem}
.overview tr.none{color:var(--soft)}
.overview td{width:45%}
.overview th{padding-left:1.9em;text-indent:-1.9em}
.overview .number{width:1.9em;text-indent:0}
.overview th a{text-indent:0}
.number{color:var(--soft);font-weight:400;display:inline-block;min-width:1.5em;font-variant-numeric:tabular-nums}
.practice{margin-top:2.6rem}
.practice>h3{display:flex;gap:.5em;font-size:1.22rem;padding-bottom:.5rem;border-bottom:2px solid var(--ink)}
.control{padding:1.15rem 0;border-bottom:1px solid var(--line)}
.control:last-child{border-bottom:0}
.control .labels{margin:.45rem 0}
.findings{margin:.7rem 0}
summary{cursor:pointer;font-weight:550;padding:.2rem 0;width:fit-content}
.background summary{font-weight:400;color:var(--soft);font-size:.9rem}
.findings th{width:14rem}
#coverage th code{white-space:nowrap}
#notices{margin-top:1.6rem}
.findings thead th:nth-child(n+2){width:auto}
.findings td:nth-of-type(n+2){white-space:nowrap;width:1%}
.findings td:nth-of-type(3) .type{display:block}
.type{font-size:.84rem;font-weight:400}
th .type{display:block}
.background{margin-top:1rem}
small{display:block;margin-top:.1rem;font-size:.82rem}
small:empty{display:none}
.would{border-left:3px solid var(--pass);padding-left:.7rem}
.steps{margin:.2rem 0 .6rem;padding-left:1.4rem;max-width:46rem}
.refs{font-size:.9rem}
.commands div{margin:.5rem 0}
.commands dd{margin:.1rem 0 0}
#sign-ins .tally{list-style:none;margin:.9rem 0;padding:0;display:grid;grid-template-columns:max-content max-content 1fr;gap:.25rem .8rem}
#sign-ins .tally li{display:grid;grid-column:1/-1;grid-template-columns:subgrid;align-items:baseline}
#sign-ins .tally .none{color:var(--soft)}
#sign-ins .number-of{text-align:right;font-variant-numeric:tabular-nums}
.grade{display:inline-block;min-width:2.1em;text-align:center;font-weight:650;font-size:.86rem;line-height:1.5;color:var(--tone);border:1px solid currentColor;border-radius:4px;padding:0 .35em;background:var(--card);white-space:nowrap}
.grade.E,.grade.D{border-width:2px}
.sign-ins{border-top:1px solid var(--line);padding:.75rem 0}
.sign-ins summary{width:auto;max-width:46rem}
.sign-ins summary .grade{margin-right:.35rem}
.matrix{width:auto;min-width:min(100%,38rem);table-layout:fixed}
.matrix th:first-child{width:12rem}
.matrix th,.matrix td{text-align:center;vertical-align:middle}
.matrix th:first-child{text-align:left}
.matrix thead th{white-space:normal;vertical-align:bottom;overflow-wrap:normal}
#how{padding-bottom:4rem}
@media screen and (max-width:44rem){
.tiles{grid-template-columns:repeat(2,1fr)}
.tile{display:flex;align-items:baseline;gap:.5rem;padding:.45rem .75rem}
.tile strong{font-size:1.35rem}
.brand span{display:block;margin:0}
h2{margin-top:2.6rem}
.first>li{grid-template-columns:1.9rem 1fr}
.overview td{width:auto}
.stack,.stack tbody,.stack tr,.stack th,.stack td{display:block;width:auto}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.stack tr{padding:.65rem 0;border-bottom:1px solid var(--line)}
.stack tbody th,.stack td{border:0;padding:.1rem 0}
.findings .stack td:first-of-type{width:auto}
.stack td:empty{display:none}
#coverage th code{white-space:normal}
.matrix{min-width:0;width:100%}
.matrix th:first-child{width:23%}
.matrix th,.matrix td{padding:.38rem .12rem;font-size:.8rem}
.matrix thead th{font-size:.72rem}
.matrix .grade{font-size:.72rem;padding:0 .2em;min-width:1.9em}
.matrix .grade.blocked{border-color:transparent;background:none;padding:0;font-size:.68rem;letter-spacing:-.01em}
.findings .stack td:nth-of-type(n+2){display:inline-block;margin-right:.9rem}
.unit{display:inline}
}
@media print{
html{font-size:9.5pt}
.tiles{gap:.4rem}
.findings th{width:9rem}
body,.top{background:none}
.note{break-after:avoid}
.contents,.skip{display:none}
main,.wide{max-width:none;padding:0}
details::details-content{content-visibility:visible;block-size:auto}
.first>li,.card,.tile,tr{break-inside:avoid}
h2,h3,h4{break-after:avoid}
a{color:inherit}
@page{margin:16mm 14mm}
}
`)
