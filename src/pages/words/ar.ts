/** The site's words in Arabic, written from right to left. */

import { group } from './group.ts'
import type { Words } from './vocabulary.ts'

/** Arabic counts one, two, three to ten, and more, each in a form of its own (CLDR's one, two, few, many). */
function count(n: number, one: string, two: string, few: string, many: string): string {
  if (n === 1) return one
  if (n === 2) return two
  const last = n % 100
  return `${group(n)} ${last >= 3 && last <= 10 ? few : many}`
}

const posts = (n: number) => count(n, 'مقالة واحدة', 'مقالتان', 'مقالات', 'مقالة')

export const ar: Words = {
  skip: 'انتقل إلى النص',
  site: 'الموقع',
  home: 'الرئيسية',
  archive: 'الأرشيف',
  search: 'بحث',
  tags: 'الوسوم',
  categories: 'التصنيفات',
  tag: 'وسم',
  category: 'تصنيف',
  year: 'سنة',
  contents: 'المحتويات',
  text: 'النص',
  updated: 'حُدّثت في',
  licence: 'الرخصة',
  source: 'اقرأها بصيغة Markdown',
  copy: 'نسخ',
  copied: 'تم النسخ',
  older: 'السابقة',
  newer: 'التالية',
  olderPosts: 'مقالات أقدم',
  newerPosts: 'مقالات أحدث',
  around: 'مقالات مجاورة',
  related: 'مقالات ذات صلة',
  posts,
  page: (n) => `الصفحة ${n}`,
  minutes: (n) => `قراءة في ${count(n, 'دقيقة', 'دقيقتين', 'دقائق', 'دقيقة')}`,
  wholeYear: (n) => `كل مقالات السنة: ${posts(n)}`,
  noTags: 'لا تحمل أي مقالة وسمًا بعد.',
  noCategories: 'لا تصنيفات بعد.',
  noHits: 'لا مقالة تجمع هذه الكلمات في عنوانها أو وسومها أو نصها.',
  tooLong: 'لا يزيد البحث على 100 حرف.',
  empty: {
    title: 'ورقة بيضاء',
    text: 'لم يُنشر هنا شيء بعد. بهذا الأمر تُرسل أول مقالة:',
    other: 'أو ضع ملفات Markdown في content/ ثم شغّل المدونة بهذا الأمر، فترسلها كلها:',
  },
  notFound: {
    title: 'لا صفحة هنا',
    text: 'لا شيء في هذا العنوان، ولم ينتقل منه شيء.',
  },
  feed: {
    title: 'خلاصة',
    text: 'هذا العنوان لقارئ الخلاصات: أضفه إليه تصلك المقالات الجديدة.',
  },
  gone: { title: 'أُزيلت', text: 'كانت هنا مقالة، وقد سحبها كاتبها.' },
  tooOften: { title: 'لحظة من فضلك', text: 'عمليات بحث كثيرة في وقت قصير. انتظر دقيقة من فضلك.' },
  outage: {
    title: 'نعود بعد لحظات',
    text: 'تعذّر الوصول الآن إلى مخزن هذه الصفحة. حاول مرة أخرى بعد قليل.',
  },
  failure: {
    title: 'حدث خطأ',
    text: 'لم يمكن إعداد هذه الصفحة. الخلل من جهتنا، وقد سُجّل.',
  },
}
