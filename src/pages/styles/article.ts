/** The article: everything the renderer can put out. A table that still arrives waits: each row may move its columns. */

export const article = `
.prose>:first-child{margin-top:0}
.prose>:last-child{margin-bottom:0}
.prose :where(p,ul,ol,dl,pre,table,figure,blockquote,details,.scroll,.footnotes,.markdown-alert,math[display=block]){margin:0 0 1.15em}
.prose>p:first-child:not(:lang(zh),:lang(ja),:lang(ko))::first-line{font-variant-caps:small-caps}
.prose :is(h1,h2,h3,h4,h5,h6){position:relative;margin:2.1em 0 .7em}
.prose h1{font-size:1.6em}
.prose h2{font-size:1.42em}
.prose h3{font-size:1.2em}
.prose :is(h4,h5,h6){font-size:1em}
.prose :is(h5,h6){color:var(--soft)}
.prose h6{font-weight:400}
.prose :is(h1,h2,h3)+:is(h2,h3,h4){margin-top:.9em}
.prose :target{background:linear-gradient(var(--mark),var(--mark)) 0 92%/100% .45em no-repeat}
.prose :is(ul,ol){padding-inline-start:1.5em}
.prose li>:is(ul,ol){margin:.2em 0}
.anchor{position:absolute;inset-inline-end:100%;padding-inline-end:.3em;color:var(--soft);text-decoration:none;font-weight:400;opacity:0}
.anchor::before{content:"#"}
:hover>.anchor{opacity:1}
.prose li{margin:.25em 0}
.prose li>p{margin-bottom:.6em}
.prose li::marker{color:var(--soft);font-variant-numeric:tabular-nums}
.prose li>:is(ul,ol):last-child{margin-bottom:.4em}
.prose .task{list-style:none}
.task input{margin:0;margin-inline:-1.4em .5em;accent-color:var(--seal)}
.prose dt{font-weight:700}
.prose dd{margin:0 0 .6em 1.5em}
em:is(:lang(ar),:lang(fa)){font-style:normal;text-decoration:underline}
em:is(:lang(zh),:lang(ja)){font-family:var(--latin),"Kaiti SC",STKaiti,KaiTi,BiauKai,var(--han),serif;font-synthesis:weight}
sub,sup{line-height:0;font-size:.72em;font-variant-numeric:lining-nums}
abbr[title]{text-decoration:underline dotted;text-underline-offset:.22em;font-variant-caps:all-small-caps;letter-spacing:.04em}
blockquote{margin-inline:0;padding-inline-start:1.3em;border-inline-start:2px solid var(--line);color:var(--soft)}
blockquote>:last-child,details>:last-child,.markdown-alert>:last-child,li>p:last-child,figure>:last-child{margin-bottom:0!important}
hr{position:relative;height:14px;border:0;margin:2.6em auto;width:8em}
hr::before,hr::after{content:"";position:absolute;inset:0;background:var(--soft);mask:var(--edge) -80px 0}
hr::after{top:1.5px;background:var(--paper)}
img,video,iframe,svg{max-width:100%;vertical-align:middle}
.prose :is(img,video){height:auto;border-radius:2px}
.previewed,.missing{display:inline-grid;max-width:100%;vertical-align:middle}
.previewed{position:relative;overflow:hidden;border-radius:2px}
[src$=webp]{image-orientation:none}
.prose .preview{position:absolute;inset:0;width:100%;height:100%;object-fit:cover;filter:blur(.8em);scale:1.1}
.previewed>:last-child{position:relative}
.prose .gallery{display:flex;flex-wrap:wrap;gap:.6rem;justify-content:center;align-items:center}
.prose .gallery>*{max-width:calc(50% - .3rem)}
.prose .gallery:has(>:nth-child(3):last-child)>*{max-width:calc((100% - 1.2rem)/3)}
.prose iframe{width:100%;height:auto;aspect-ratio:16/9;border:0;background:var(--tint)}
.prose audio{width:100%}
.prose .figure,figure{text-align:center}
figcaption,caption{font:.8rem/1.5 var(--sans);color:var(--soft);margin-top:.7em;text-wrap:balance}
.prose>:is(img,picture,video,.missing){display:block;margin:0 auto 1.15em}
.missing,.remote::after{place-items:center;text-align:center;background:var(--tint);outline:1px dashed var(--line);outline-offset:-1px;font:.78rem/1.5 var(--sans);color:var(--soft)}
.prose>.missing{display:grid;width:fit-content}
p:not(.figure,.gallery)>.missing>img{width:0;height:1.5em}
.missing>*{grid-area:1/1;overflow-wrap:anywhere}
.missing>span{padding:.5em 1em}
.remote{position:relative;min-height:1.6em}
.remote::after{content:attr(alt);position:absolute;inset:0;display:grid}
.scroll{overflow-x:auto}
.scroll table{margin:0}
main:not(:has(+*)) .scroll:not(:has(+*)){display:none}
table{border-collapse:collapse;min-width:100%;font-size:.9em;line-height:1.5;font-variant-numeric:tabular-nums lining-nums}
th,td{padding-block:.5em;padding-inline:0 .9em;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}
:is(th,td):last-child{padding-inline-end:0}
th{border-bottom:2px solid var(--ink);vertical-align:bottom;overflow-wrap:normal}
[align=center]{text-align:center}
[align=right]{text-align:end}
td[align=right]{white-space:nowrap}
details{border-block:1px solid var(--line);padding:.5em 0}
summary{cursor:pointer}
.prose summary{font-weight:700}
details[open]>summary{margin-bottom:.6em}
kbd{font:.78em/1 var(--mono);padding:.2em .45em;border:1px solid var(--line);border-bottom-width:2px;border-radius:4px;background:var(--tint);white-space:nowrap}
math{font-size:1.06em;line-height:normal;text-indent:0;font-family:"Latin Modern Math","STIX Two Math","Cambria Math","DejaVu Math TeX Gyre",math}
math[display=block]{overflow-x:auto;overflow-y:hidden;padding-block:.3em}
.tml-left{text-align:left}
.tml-right{text-align:right}
.tml-sml-pad{padding-left:.05em}
.tml-med-pad{padding-left:.1em}
.footnotes{margin-top:3em!important;font-size:.86em;color:var(--soft)}
.footnotes::before{content:"";display:block;width:5em;border-top:1px solid var(--soft);margin-bottom:1em}
.footnote-ref a{text-decoration:none;color:var(--seal);padding-inline:.15em;font-family:var(--sans)}
.footnote-back{text-decoration:none;font-family:var(--sans)}
@media(prefers-color-scheme:dark){.prose :is(img,video){filter:brightness(.86)}}
.markdown-alert{--tone:var(--soft);padding-block:.9em;padding-inline:calc(1.1rem - 3px) 1.1rem;border-inline-start:3px solid var(--tone);background:var(--tint)}
.markdown-alert-title{display:flex;align-items:center;gap:.5em;font:700 .82rem/1.4 var(--sans);color:var(--tone);margin-bottom:.4em!important}

.markdown-alert-note{--tone:light-dark(#1f5a8a,#7db4e0)}
.markdown-alert-tip{--tone:light-dark(#2b6540,#83c193)}
.markdown-alert-important{--tone:light-dark(#6a4394,#bb9be4)}
.markdown-alert-warning{--tone:light-dark(#80560a,#d9ae58)}
.markdown-alert-caution{--tone:var(--seal)}
@media(max-width:40em){.prose>pre{margin-inline:calc(-1*var(--gap))!important;padding-inline:var(--gap);border-radius:0}}
@media(min-width:40em){.prose>:is(pre,.markdown-alert){margin-inline:-1.1rem!important}.prose :is(p,li):is(:lang(zh),:lang(ja)){text-align:justify}}
`
