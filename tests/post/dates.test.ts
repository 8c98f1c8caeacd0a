/** Dates as authors write them, in the site's zone where they name none. */

import { describe, expect, test } from 'vitest'
import { parseDate } from '../../src/post/source/dates.ts'
import { inZone, wallOf } from '../../src/post/source/zones.ts'
import { fieldsOf, read, refusalOf } from './reading.ts'

const iso = (text: string, zone = 'Asia/Shanghai') => {
  const time = parseDate(text, zone)
  return typeof time === 'number' ? new Date(time).toISOString() : time
}

test.each([
  ['2014-11-16', '2014-11-15T16:00:00.000Z'],
  ['2014-11-6', '2014-11-05T16:00:00.000Z'],
  ['2014/11/16', '2014-11-15T16:00:00.000Z'],
  ['2014.11.16 9:05', '2014-11-16T01:05:00.000Z'],
  ['2010-01-10 13:07:09', '2010-01-10T05:07:09.000Z'],
  ['2016-03-12 11:40:18 +0800', '2016-03-12T03:40:18.000Z'],
  ['2016-03-12 11:40:18 +08:00', '2016-03-12T03:40:18.000Z'],
  ['2016-03-12T11:40:18-05', '2016-03-12T16:40:18.000Z'],
  ['2016-03-12T11:40:18Z', '2016-03-12T11:40:18.000Z'],
  ['2016-03-12T11:40:18.125678Z', '2016-03-12T11:40:18.125Z'],
  ['2016-03-12 11:40:18 UTC', '2016-03-12T11:40:18.000Z'],
  ['2016-03-12 11:40 PM', '2016-03-12T15:40:00.000Z'],
  ['2016-03-12 12:00 am', '2016-03-11T16:00:00.000Z'],
  ['2014年11月16日', '2014-11-15T16:00:00.000Z'],
  ['2014年11月16日 10:30', '2014-11-16T02:30:00.000Z'],
  ['Sun, 16 Nov 2014 10:00:00 +0800', '2014-11-16T02:00:00.000Z'],
  ['Sun, 16 Nov 2014 10:00:00 GMT', '2014-11-16T10:00:00.000Z'],
  ['16 November 2014', '2014-11-15T16:00:00.000Z'],
  ['November 16th, 2014', '2014-11-15T16:00:00.000Z'],
  ['Nov 16, 2014 10:00', '2014-11-16T02:00:00.000Z'],
  ['1965-04-03 00:00:00 +0000', '1965-04-03T00:00:00.000Z'],
  ['2012-02-29', '2012-02-28T16:00:00.000Z'],
])('%s', (text, expected) => expect(iso(text)).toBe(expected))

test.each([
  '2014-02-30',
  '2013-02-29',
  '2014-13-01',
  '2014-00-10',
  '2014-11-00',
  '2014-11-16 24:00',
  '2014-11-16 10:60',
  '2014-11-16 13:00 PM',
  '2014-11-16 0:30 AM',
  '2014-11-16 10:00 +1500',
  '2014-11-16 10:00 +0860',
  '11/16/2014',
  '20141116',
  '2014',
  '2014-11',
  '1416103200',
  'yesterday',
  '2014-11-16 10',
  '2014-11-16x',
  '2014-11/16',
  '０',
  '2014-11-16 10:00 CST',
])('%s is no date', (text) => {
  expect(parseDate(text, 'UTC')).toBeTypeOf('string')
  expect(refusalOf(() => fieldsOf(`title: a\ndate: "${text}"`))).toMatchObject({
    code: 'bad-field',
    field: 'date',
    line: 3,
    hint: expect.stringContaining('2014-11-16'),
  })
})

describe('zones', () => {
  test.each([
    ['a gap in spring', '2024-03-10 02:30', 'America/New_York', '2024-03-10T07:30:00.000Z'],
    ['just before it', '2024-03-10 01:59:59', 'America/New_York', '2024-03-10T06:59:59.000Z'],
    ['just after it', '2024-03-10 03:00', 'America/New_York', '2024-03-10T07:00:00.000Z'],
    ['an hour twice in autumn', '2024-11-03 01:30', 'America/New_York', '2024-11-03T05:30:00.000Z'],
    ['after that hour', '2024-11-03 02:00', 'America/New_York', '2024-11-03T07:00:00.000Z'],
    ['the southern gap', '2024-10-06 02:15', 'Australia/Sydney', '2024-10-05T16:15:00.000Z'],
    [
      'half an hour of summer',
      '2024-10-06 02:15',
      'Australia/Lord_Howe',
      '2024-10-05T15:45:00.000Z',
    ],
    ['a day that was left out', '2011-12-30 12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
    ['Shanghai in its summer time', '1988-07-01', 'Asia/Shanghai', '1988-06-30T15:00:00.000Z'],
    ['Kathmandu', '2024-01-01 00:00', 'Asia/Kathmandu', '2023-12-31T18:15:00.000Z'],
  ])('%s', (_, text, zone, expected) => expect(iso(text, zone)).toBe(expected))

  test('the wall time of an instant leads back to an instant with that wall time', () => {
    for (const zone of ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Asia/Kolkata']) {
      const step = 86_400_000 * 13.37
      for (let time = Date.UTC(1950, 0, 1, 6); time < Date.UTC(2040, 0); time += step) {
        const wall = wallOf(Math.floor(time), zone)
        expect(wallOf(inZone(wall, zone), zone)).toEqual(wall)
      }
    }
  })
})

describe('which date counts', () => {
  const dateOf = (yaml: string, name: string) => {
    const { date } = fieldsOf(yaml, { name })
    return date === null ? null : new Date(date).toISOString().slice(0, 10)
  }
  test('front matter, then the file name, then none', () => {
    expect(dateOf('date: 2015-01-02 12:00', '2014-11-16-a.md')).toBe('2015-01-02')
    expect(dateOf('title: a', '2014-11-16-a.md')).toBe('2014-11-15')
    expect(dateOf('date:', '2017-2-5-a.md')).toBe('2017-02-04')
    expect(dateOf('title: a', 'a.md')).toBe(null)
    expect(dateOf('date: 0001-01-01T00:00:00Z', 'a.md')).toBe(null)
  })
  test('a day in the file name that does not exist is pointed out', () => {
    const { fields, warnings } = read('', { name: '2014-02-30-a.md' })
    expect([fields.date, fields.slug]).toEqual([null, '2014-02-30-a'])
    expect(warnings).toMatchObject([{ code: 'bad-file-date', field: 'date' }])
  })
  test('updated, lastmod; a day under published', () => {
    expect(fieldsOf('lastmod: 2015-01-02 08:00').updated).toBe(Date.UTC(2015, 0, 2))
    expect(fieldsOf('updated: 2015-01-02 08:00').updated).toBe(Date.UTC(2015, 0, 2))
    const day = fieldsOf('published: 2015-01-02 08:00')
    expect([day.date, day.draft]).toEqual([Date.UTC(2015, 0, 2), false])
  })
})
