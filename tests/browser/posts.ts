/** Posts for the browser to look at: everything the renderer can put out, and four languages. */

/** One of many that fill a list. */
export const LONG = (n: number): string =>
  `# Sheet ${n}\n\nNumber ${n} of a stack, with a few words about it.\n`

export const KITCHEN_SINK = `---
title: Everything a post may hold, with a title that is long enough to need a second line
date: 2026-10-01 12:00
updated: 2026-10-09 12:00
author: Ada Lovelace
tags: [Deckle, Test, C#]
categories: [Guides]
---

A paragraph with *emphasis*, **strong words**, \`code\`, ~~gone~~, a [link](/about), H<sub>2</sub>O, <kbd>Ctrl</kbd> +
<kbd>K</kbd>, <mark>a mark</mark>, <abbr title="Cascading Style Sheets">CSS</abbr> and a note[^1].

## Lists

1. One
2. Two
   - inside
   - and again
10. Ten

- [x] done
- [ ] to do

Term
: is not a list here, but <ruby>紙<rt>かみ</rt></ruby> is ruby.

## A table that is wider than a phone

| Name | Kept in | How long | How many | Who may see it | What it costs a day |
|---|:---:|---:|---|---|---|
| ledger | object | for ever | one | the author, and nobody else at all | nothing |
| shelf | KV | till the next push | one a post and one a list | everybody | a thousandth |

### Code with a long line

\`\`\`ts
export const aVeryLongName = (firstArgument: string, secondArgument: number, thirdArgument: boolean): string => firstArgument
// a comment
\`\`\`

\`\`\`
plain text, in no language at all, on one line that is much too long for the measure and must go somewhere
\`\`\`

### Math

$$
f(x) = \\int_{-\\infty}^{\\infty} \\hat f(\\xi)\\, e^{2\\pi i \\xi x}\\, d\\xi + \\sum_{k=1}^{n} \\frac{k(k+1)}{2} + \\prod_{j=1}^{m} \\alpha_j
$$

## Notices

> [!NOTE]
> A note.

> [!TIP]
> A tip.

> [!IMPORTANT]
> Important.

> [!WARNING]
> A warning.

> [!CAUTION]
> Caution.

> A quotation.
>
> — somebody

---

<details><summary>More</summary>

Folded words.

</details>

![A picture that never came](missing.png)

https://example.com/a/very/long/address/that/does/not/fit/on/a/phone/and/has/no/hyphen/or/space/to/break/it/at/all

[^1]: The note, with a [link](/tags) and enough words to need a second line on a telephone, where it must read well, too.
`

export const JAPANESE = `---
title: 紙漉きの朝
date: 2026-09-03 08:00
tags: [紙]
---

朝の水はとても冷たい。桁を持ち上げると、薄い紙の層が残る。「これが耳だ」と師匠が言った。

## 道具

簀と桁、それに漉き舟。Python で書いた小さな道具も使う。

## 手順

1. 水を張る
2. 漉く

## 仕上げ

*ゆっくり*乾かす。**急がない**こと。
`

export const TRADITIONAL = `---
title: 紙邊的故事
lang: zh-Hant
date: 2026-09-02 08:00
tags: [紙]
---

手工紙的邊緣不是切出來的。它在水裡成形，所以每一張都不一樣。「毛邊」就是這樣來的。

**請留下它**，讀者會看見一雙手。
`

export const ARABIC = `---
title: حافة الورقة المصنوعة باليد
lang: ar
date: 2026-11-20 09:00
tags: [ورق, مدن]
categories: [ملاحظات]
---

لا تُقصّ الورقة المصنوعة باليد، بل تُرفع من الحوض على قالب، فتبقى حافتها رقيقة غير مستوية[^1]. كان الطابعون يقصّون تلك
الحافة، ثم طلبها القرّاء من جديد، لأنها تُظهر أن يدًا كانت هنا.

## ما الذي يحدث للمقالة

1. تصل إلى **عنوان واحد** مع رمز سري.
2. تُعدّ *مرة واحدة* عند وصولها.

> [!NOTE]
> الكود يُكتب من اليسار إلى اليمين دائمًا.

\`\`\`python
def pages(count: int) -> int:
    return -(-count // 50)
\`\`\`

## جدول

| المكان | المحتوى |
|---|---:|
| الدفتر | كل مقالة |
| الرف | صفحات جاهزة |

## خاتمة

Deckle مدونة تعيش على حافة الشبكة، واسمها من حافة الورق (deckle edge).

[^1]: تُسمّى هذه الحافة بالإنجليزية deckle.
`
