import type { problems as english } from './en.ts'

export const problems: { readonly [Key in keyof typeof english]: string } = {
  'problem.portal.not-found': 'Di antara milik Anda tidak ada yang seperti ini.',
  'problem.portal.no-codes': 'Saat ini kode tidak dapat dikirim. Silakan hubungi layanan pelanggan.',
  'problem.portal.wrong-code':
    'Kode salah, sudah dipakai, atau terlambat. Setelah lima kali mencoba, atau sepuluh menit, mintalah kode baru.',
  'problem.portal.too-often': 'Terlalu banyak percobaan. Tunggu {minutes, plural, other {# menit}}, lalu coba lagi.',
  'problem.portal.no-provider': 'Akun operator belum terhubung. Gunakan kode.',
  'problem.portal.provider-away': 'Akun operator sedang tidak dapat dihubungi. Gunakan kode, atau coba lagi nanti.',
  'problem.portal.provider-refused':
    'Akun operator tidak memberitahukan siapa Anda. Ulangi dari awal, atau gunakan kode.',
  'problem.portal.already-appealed': 'Tentang hal ini Anda sudah pernah menulis. Jawabannya diberikan di sana.',
  'problem.messaging.channel-closed': 'Cara ini sedang tidak tersedia. Pilih yang lain.',
  'problem.messaging.bad-contact': 'Alamat ini tidak dapat dihubungi dengan cara tersebut. Mohon periksa.',
  'problem.messaging.place-unknown': 'Tempat ini sekarang tidak dapat dikabarkan. Pilih yang lain.',
  'problem.messaging.zone-unknown': 'Zona waktu ini tidak dikenal. Pilih yang lain.',
  'problem.messaging.too-often': 'Terlalu sering. Tunggu {minutes, plural, other {# menit}} lalu coba lagi.',
  'problem.messaging.wrong-code': 'Kode atau tautan salah, sudah dipakai, atau terlambat. Silakan minta lagi.',
  'problem.messaging.link-unknown': 'Tautan ini tidak lagi membuka apa pun.',
  'problem.messaging.subscription-exists': 'Anda sudah menerima kabar tentang tempat ini di alamat ini.',
  'problem.version.required': 'Mohon muat ulang halaman lalu coba lagi.',
  'problem.version.outdated': 'Data ini telah diubah di tempat lain. Mohon muat ulang halaman.',
  'problem.request.invalid': 'Sebagian yang Anda tulis tidak dapat dipakai. Silakan periksa lagi.',
  'problem.request.not-json': 'Kiriman Anda rusak di perjalanan. Silakan coba lagi.',
  'problem.request.bad-cursor': 'Daftar telah berubah. Silakan muat ulang halaman.',
  'problem.request.too-large': 'Terlalu panjang. Silakan ringkas.',
  'problem.request.wrong-media': 'Kiriman Anda rusak di perjalanan. Silakan muat ulang halaman, lalu coba lagi.',
  'problem.request.not-found': 'Halaman ini sudah usang. Silakan muat ulang.',
  'problem.request.too-many': 'Terlalu banyak sekaligus. Tunggu {minutes, plural, other {# menit}}, lalu coba lagi.',
  'problem.request.conflict': 'Ada perubahan pada saat yang sama. Silakan coba lagi.',
  'problem.request.not-valid-here':
    'Yang Anda tulis memuat karakter atau nilai yang tidak dapat disimpan. Silakan ubah.',
  'problem.access.unauthenticated': 'Anda telah keluar. Masuklah lagi untuk melanjutkan.',
  'problem.access.forbidden': 'Ini tidak terbuka bagi Anda di sini. Silakan masuk ke portal Anda sendiri.',
  'problem.access.foreign-origin': 'Permintaan datang dari situs lain dan ditolak. Silakan buka portalnya langsung.',
  'problem.service.unavailable': 'Kami sedang tidak tersedia. Silakan coba lagi sebentar lagi.',
  'problem.service.failed':
    'Terjadi kesalahan di pihak kami. Jika terulang, sebutkan nomor {request} kepada layanan pelanggan.',
}
