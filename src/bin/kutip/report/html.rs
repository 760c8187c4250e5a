//! The report as one page: tables and charts, no script, nothing to fetch.

use super::table::Table;
use std::fmt::Write;

const STYLE: &str = "\
body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color-scheme:light dark}\
table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}\
th,td{padding:.25rem .75rem;text-align:left;vertical-align:top;border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent)}\
.n{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto}\
svg text{fill:currentColor;font-family:inherit}svg line,svg polyline[stroke=\"#000000\"]{stroke:currentColor}";

/// A page of all tables.
pub(super) fn page(tables: &[Table]) -> String {
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Who said what</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>Who said what</h1>\n<p>Counted by kutip {}. Gender is left out on purpose: a name does not tell it.</p>\n",
        env!("CARGO_PKG_VERSION")
    );
    for table in tables {
        let _ = writeln!(out, "<section id=\"{}\">\n<h2>{}</h2>", table.name, escape(&table.title));
        if let Some(svg) = table.chart.as_ref().and_then(super::charts::Chart::svg) {
            let label = format!("<svg role=\"img\" aria-label=\"{}\"", escape(&table.title));
            let _ = writeln!(out, "<figure>{}</figure>", svg.replacen("<svg", &label, 1));
        }
        out += "<table>\n<thead><tr>";
        let class = |number: bool| if number { " class=\"n\"" } else { "" };
        for (place, column) in table.columns.iter().enumerate() {
            let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(table.is_number(place)), escape(column));
        }
        out += "</tr></thead>\n<tbody>\n";
        for row in &table.rows {
            out += "<tr>";
            for cell in row {
                let _ = write!(out, "<td{}>{}</td>", class(cell.is_number()), escape(&cell.shown()));
            }
            out += "</tr>\n";
        }
        let _ = writeln!(out, "</tbody>\n</table>");
        if table.more > 0 {
            let _ = writeln!(out, "<p>{}</p>", table.rest().trim_end());
        }
        out += "</section>\n";
    }
    out + "</body>\n</html>\n"
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
