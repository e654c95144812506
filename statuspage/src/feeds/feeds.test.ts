import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sample } from '../sample.ts'
import { feedFiles } from './index.ts'
import { hostilePicture } from './testing/hostile.ts'

test('the files of a page', () => {
  expect(feedFiles(sample).map(file => file.path)).toEqual([
    '/api/v2/summary.json',
    '/api/v2/status.json',
    '/api/v2/components.json',
    '/api/v2/incidents.json',
    '/api/v2/incidents/unresolved.json',
    '/api/v2/scheduled-maintenances.json',
    '/api/v2/scheduled-maintenances/upcoming.json',
    '/api/v2/scheduled-maintenances/active.json',
    ...['', '/id', '/pl'].flatMap(folder =>
      ['atom', 'rss'].map(form => `${folder}/history.${form}`).concat(`${folder}/maintenance.ics`),
    ),
    '/cap/OUT-000123.xml',
    '/cap/index.atom',
    '/badge.svg',
    ...sample.components.map(({ id }) => `/badge/${id}.svg`),
    '/widget.json',
    '/widget.js',
  ])
})

test('the same picture gives the same bytes', () => {
  fc.assert(
    fc.property(hostilePicture, picture => {
      expect(feedFiles(structuredClone(picture))).toEqual(feedFiles(picture))
    }),
    { numRuns: 20 },
  )
})

test('no name leads out of the folder of its file, and none is there twice', () => {
  fc.assert(
    fc.property(hostilePicture, picture => {
      const paths = feedFiles(picture).map(file => file.path)
      expect(paths.filter(path => !/^(\/[\w.~%-]+)+$/.test(path) || path.split('/').includes('..'))).toEqual([])
      expect(new Set(paths).size).toBe(paths.length)
    }),
    { numRuns: 100 },
  )
})
