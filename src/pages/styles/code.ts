/** Code in a named language: its name, its long lines, and the colours of highlighting in both themes. */

export const code = `
[data-lang]{white-space:pre-wrap}
[data-lang] code{display:block;text-indent:4ch hanging each-line}
[data-lang]::before{content:attr(data-lang);display:block;font:.85em/24px var(--sans);color:var(--soft);margin:-.6rem 0 .3rem}
.prose .copy{position:relative;z-index:1;direction:ltr}
.copy button{position:absolute;right:0;top:.4rem;min-height:24px;padding:0 .5rem;font:.75rem/1 var(--sans);color:var(--soft);background:var(--tint);border:1px solid var(--line);border-radius:3px;cursor:pointer}
.copy button:hover{color:var(--seal)}
.hljs-comment,.hljs-quote{color:light-dark(#6b6353,#9d9484);font-style:italic}
.hljs-keyword,.hljs-selector-tag,.hljs-doctag,.hljs-name,.hljs-section,.hljs-deletion{color:var(--seal)}
.hljs-string,.hljs-regexp,.hljs-addition,.hljs-link,.hljs-template-tag{color:light-dark(#2f6236,#9cc487)}
.hljs-number,.hljs-literal,.hljs-symbol,.hljs-bullet,.hljs-variable,.hljs-template-variable{color:light-dark(#7d5200,#dbb066)}
.hljs-title,.hljs-built_in,.hljs-type,.hljs-selector-id,.hljs-selector-class{color:light-dark(#1f5888,#89b8de)}
.hljs-attr,.hljs-attribute,.hljs-property,.hljs-meta,.hljs-selector-attr,.hljs-selector-pseudo{color:light-dark(#65418c,#bfa3e2)}
.hljs-addition{background:light-dark(#e3eddb,#20301f)}
.hljs-deletion{background:light-dark(#f8e1da,#3d211b)}
.hljs-emphasis{font-style:italic}
.hljs-strong{font-weight:700}
`
