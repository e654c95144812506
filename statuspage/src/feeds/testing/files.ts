import type { PageFile, Picture } from '../../picture.ts'
import { feedFiles } from '../index.ts'

/** The file at a path. */
export function fileAt(picture: Picture, path: string): PageFile {
  const file = feedFiles(picture).find(one => one.path === path)
  if (!file) throw new Error(`There is no ${path}.`)
  return file
}

export function bodyAt(picture: Picture, path: string): string {
  return fileAt(picture, path).body
}
