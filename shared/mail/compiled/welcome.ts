// Compiled from templates/welcome.mjml and templates/welcome.txt by `npm run mail:build`. Change those.
export const html = `<!doctype html>
<html lang="{{ lang }}" dir="ltr" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<title>{{ subject }}</title>
<!--[if !mso]><!-->
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<!--<![endif]-->
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style type="text/css">
#outlook a { padding:0; }
body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }
table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }
img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }
p { display:block;margin:13px 0; }
</style>
<!--[if mso]>
<noscript>
<xml>
<o:OfficeDocumentSettings>
<o:AllowPNG/>
<o:PixelsPerInch>96</o:PixelsPerInch>
</o:OfficeDocumentSettings>
</xml>
</noscript>
<![endif]-->
<!--[if lte mso 11]>
<style type="text/css">
.mj-outlook-group-fix { width:100% !important; }
</style>
<![endif]-->
<style type="text/css">
@media only screen and (min-width:480px) {
.mj-column-per-100 { width:100% !important; max-width: 100%; }
}
</style>
<style media="screen and (min-width:480px)">
.moz-text-html .mj-column-per-100 { width:100% !important; max-width: 100%; }
</style>
<style type="text/css">
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
.gutter > table > tbody > tr > td { padding-left: 22px !important; padding-right: 22px !important; }
.title { font-size: 24px !important; line-height: 31px !important; }
.action table { width: 100% !important; }
.action a { display: block !important; text-align: center !important; }
}
@media (prefers-color-scheme: dark) {
body, .canvas > div { background-color: #0e1719 !important; }
.card, .card > table, .card > table > tbody > tr > td { background-color: #162427 !important; }
.card div, .card td, .card p, .item, .fact { color: #d8e4e1 !important; }
.card .title, .card .strong, .brand-name { color: #f1f7f5 !important; }
.card .label, .card .link, .foot .link { color: #7ccdbf !important; }
.card .muted, .foot div { color: #9db1b1 !important; }
.card .late { color: #f0a08c !important; }
.card .dot { color: #e3ab5e !important; }
.card .fact { border-bottom-color: #2b3d40 !important; }
.card .tag, .card .score-link { background-color: #21403f !important; color: #9fe0d4 !important; }
.brand-goal { border-color: #7ccdbf !important; }
.action td, .action a { background-color: #6cc3b4 !important; color: #0b2022 !important; }
.action > table { background-color: transparent !important; }
}
</style>
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
</head>
<body class="canvas" style="word-spacing:normal;background-color:#f2f5f3;">
<div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;">{{ preheader }}{% for i in (1..60) %}&#8199;&#847; {% endfor %}</div>
<div aria-label="{{ subject }}" aria-roledescription="email" role="article" lang="{{ lang }}" dir="ltr" style="word-spacing:normal;background-color:#f2f5f3;">
<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="gutter-outlook" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div class="gutter" style="margin:0px auto;max-width:600px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">
<tbody>
<tr>
<td style="direction:ltr;font-size:0px;padding:28px 36px 18px;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:528px;" ><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" width="100%">
<tbody>
<tr>
<td style="vertical-align:top;padding:0;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0;word-break:break-word;">
<div style="font-family:-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:16px;line-height:26px;text-align:left;color:#2b4147;"><span aria-hidden="true"><span class="brand-dot" style="display: inline-block; border-radius: 50%; background-color: #d99a45; vertical-align: middle; width: 5px; height: 5px;">&#8203;</span>&nbsp;<span class="brand-dot" style="display: inline-block; border-radius: 50%; background-color: #d99a45; vertical-align: middle; width: 7px; height: 7px;">&#8203;</span>&nbsp;<span class="brand-dot" style="display: inline-block; border-radius: 50%; background-color: #d99a45; vertical-align: middle; width: 9px; height: 9px;">&#8203;</span>&nbsp;<span class="brand-goal" style="display: inline-block; width: 9px; height: 9px; border-radius: 50%; border: 3px solid #1d6b64; vertical-align: middle;">&#8203;</span>&nbsp;&nbsp;</span><span class="brand-name" style="color: #14323a; font-family: 'Iowan Old Style', Palatino, Georgia, serif; font-size: 20px; font-weight: 600; vertical-align: middle;">{{ brand }}</span></div>
</td>
</tr>
</tbody>
</table>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="card-outlook" role="presentation" style="width:600px;" width="600" bgcolor="#ffffff" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div class="card" style="background:#ffffff;background-color:#ffffff;margin:0px auto;max-width:600px;border-radius:14px;overflow:hidden;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#ffffff;background-color:#ffffff;width:100%;border-collapse:separate;">
<tbody>
<tr>
<td style="border-radius:14px;direction:ltr;font-size:0px;padding:0;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="gutter-outlook" width="600px" ><table align="center" border="0" cellpadding="0" cellspacing="0" class="gutter-outlook" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div class="gutter" style="margin:0px auto;max-width:600px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">
<tbody>
<tr>
<td style="direction:ltr;font-size:0px;padding:36px 36px 20px;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:528px;" ><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" width="100%">
<tbody>
<tr>
<td style="vertical-align:top;padding:0;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;">
<div style="font-family:-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:16px;line-height:26px;text-align:left;color:#2b4147;"><h1 class="title" style="margin: 0; font-family: 'Iowan Old Style', Palatino, Georgia, serif; font-size: 27px; line-height: 35px; font-weight: 600; color: #14323a;">{{ title }}</h1></div>
</td>
</tr>
<tr>
<td align="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;">
<div style="font-family:-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:16px;line-height:26px;text-align:left;color:#2b4147;">{{ greeting }}</div>
</td>
</tr>
<tr>
<td align="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;">
<div style="font-family:-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:16px;line-height:26px;text-align:left;color:#2b4147;">{{ intro }}</div>
</td>
</tr>
<tr>
<td align="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;">
<div style="font-family:-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:16px;line-height:26px;text-align:left;color:#2b4147;">{{ next }}</div>
</td>
</tr>
<tr>
<td align="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;">
<div style="font-family:-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:16px;line-height:26px;text-align:left;color:#2b4147;">{{ signOff }}<br><span class="strong" style="color: #14323a; font-weight: 600;">{{ senderName }}</span></div>
</td>
</tr>
</tbody>
</table>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="foot-outlook gutter-outlook" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div class="foot gutter" style="margin:0px auto;max-width:600px;">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">
<tbody>
<tr>
<td style="direction:ltr;font-size:0px;padding:22px 36px 36px;text-align:center;">
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:528px;" ><![endif]-->
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" width="100%">
<tbody>
<tr>
<td style="vertical-align:top;padding:0;">
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style width="100%">
<tbody>
<tr>
<td align="left" style="font-size:0px;padding:0 0 16px;word-break:break-word;">
<div style="font-family:-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;font-size:13px;line-height:20px;text-align:left;color:#5a6f75;">{{ note }}<br>
<a class="link" href="{{ preferencesLink | web_link }}" style="color: #1d6b64; text-decoration: underline;">{{ preferencesLabel }}</a>{% if senderDetails %}<br><br>{{ senderDetails }}{% endif %}</div>
</td>
</tr>
</tbody>
</table>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</div>
</body>
</html>`;

export const text = `{{ greeting }}

{{ intro }}

{{ next }}

{{ signOff }}
{{ senderName }}

--
{{ note }}
{{ preferencesLabel }}: {{ preferencesLink | web_link }}
{{ senderDetails }}
`;
