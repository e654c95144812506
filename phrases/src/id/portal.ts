import type { portal as english } from '../en/portal.ts'
import type { SameKeys } from '../same-keys.ts'

export const portal: SameKeys<typeof english> = {
  'portal.code-message':
    '{code} adalah kode Anda untuk masuk sebagai pelanggan {customer}. Kode berlaku selama {minutes, plural, other {# menit}}. Petugas kami tidak pernah menanyakan kode ini.',
  'portal.code-subject': 'Kode Anda',

  'portal.what.credit': 'Kompensasi',
  'portal.what.correction': 'Koreksi kompensasi',
  'portal.what.goodwill': 'Pemberian sukarela',
  'portal.what.reversal': 'Kompensasi ditarik kembali',

  'portal.goodwill.complaint': 'Karena keluhan Anda beralasan',
  'portal.goodwill.repeated-faults': 'Karena gangguan terjadi berulang kali',
  'portal.goodwill.late-repair': 'Karena perbaikan terlalu lama',
  'portal.goodwill.missed-appointment': 'Karena kunjungan teknisi tidak terlaksana',
  'portal.goodwill.loyalty': 'Sebagai terima kasih atas kesabaran Anda',

  'portal.granted-unasked': 'Anda tidak perlu memintanya: sudah diberikan.',

  'portal.document': 'Kompensasi Anda dan alasannya',
  'portal.document.amount': 'Jumlah',
  'portal.document.number': 'Nomor kompensasi',
  'portal.document.customer': 'Pelanggan',
  'portal.document.service': 'Layanan',
  'portal.document.period': 'Periode tagihan mulai',
  'portal.document.granted': 'Diberikan pada',
  'portal.document.rule': 'Berdasarkan ketentuan',
  'portal.document.legal': 'Jenis ketentuan',
  'portal.document.reason': 'Alasan',
  'portal.document.articles': 'Dasar tertulisnya',
  'portal.document.wrong': 'Jika menurut Anda ini keliru',
  'portal.document.wrong-how':
    'Masuklah ke portal Anda, buka kompensasi ini, lalu tuliskan apa yang keliru. Petugas kami akan membacanya dan menjawab Anda di sana. Bertanya tidak merugikan Anda: yang sudah diberikan tetap menjadi milik Anda selama kami memeriksanya.',
  'portal.document.anew': 'Untuk dokumen ini jumlahnya dihitung ulang dari fakta yang tersimpan, dan hasilnya sama.',
  'portal.document.differs':
    'Dihitung ulang dari fakta yang tersimpan, hasilnya berbeda. Mohon beri tahu kami agar ada yang memeriksanya.',
  'portal.document.made': 'Dibuat pada {date}',
  'portal.document.page': 'Halaman {page} dari {pages}',
}
