/** On paper: a page of a book. Indented paragraphs set flush, a folio at the foot, nothing to click. */

export const print = `
@page{margin:22mm 22mm 25mm;@bottom-center{content:counter(page);font-size:9pt}}
@media print{
:root{--paper:#fff;--desk:#fff;--tint:#fff;--seal:#000;color-scheme:light}
html{font-size:10.5pt}
nav,.brand svg,.foot,.copy,.contents,.skip,search,.sheet::before,.anchor,.preview,.footnote-back,article>:is(.labels,.facts){display:none!important}
.masthead{padding:0;justify-content:center}
.brand{font-size:.9rem;font-weight:400}
.masthead,.sheet>*{max-width:none;padding-inline:0}
.sheet{padding:8mm 0 0;margin:0}
.post .title{text-align:center;margin:8mm 0 12mm}
.title .labels{justify-content:center}
h1{font-size:2em}
.prose{text-align:justify;hyphens:auto}
a{text-decoration:none}
.prose a[href^=http]:not(:has(img))::after{content:" (" attr(href) ")";font-size:.8em;word-break:break-all}
.prose>p{margin:0}
.prose>p+p{text-indent:1.4em}
.prose>p:is(:lang(zh),:lang(ja)){text-indent:2em}
.prose>p:has(img,.missing){text-indent:0;margin-block:1em}
.prose>:not(p)+p,.prose>p+:not(p){margin-top:1em}
.prose img{max-height:150mm;object-fit:contain}
.missing>:not(span){display:none}
details::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none}
.prose>:is(pre,.markdown-alert){margin-inline:0!important}
pre{white-space:pre-wrap;border:1px solid var(--line)}
pre,figure,tr,img,p:has(img),.markdown-alert,.footnotes li{break-inside:avoid}
h2,h3,h4{break-after:avoid}
hr::before{content:"*\\2003*\\2003*";background:none;mask:none;text-align:center}
hr::after{content:none}
}
`
