//! The charts of a report, as SVG that a page can hold.

use plotters::coord::ranged1d::SegmentValue;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// What is drawn.
#[derive(Clone, Debug)]
pub(super) enum Chart {
    /// A bar for each name, the first on top.
    Bars { unit: &'static str, bars: Vec<(String, u64)> },
    /// A line for each name: its share of every period, in percent.
    Lines { periods: Vec<String>, lines: Vec<(String, Vec<f64>)> },
}

const WIDTH: u32 = 720;

/// Colours that people who see few colours tell apart (Okabe and Ito's, without the yellow).
const COLOURS: [RGBColor; 6] = [
    RGBColor(0, 114, 178),
    RGBColor(213, 94, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(86, 180, 233),
    RGBColor(230, 159, 0),
];

impl Chart {
    /// The SVG; nothing where there is nothing to draw.
    pub(super) fn svg(&self) -> Option<String> {
        let mut svg = String::new();
        match self {
            Self::Bars { bars, .. } if bars.is_empty() => return None,
            Self::Lines { periods, lines } if periods.len() < 2 || lines.is_empty() => return None,
            Self::Bars { unit, bars } => draw_bars(&mut svg, unit, bars).ok()?,
            Self::Lines { periods, lines } => draw_lines(&mut svg, periods, lines).ok()?,
        }
        Some(svg)
    }
}

type Drawn = Result<(), DrawingAreaErrorKind<<SVGBackend<'static> as DrawingBackend>::ErrorType>>;

fn draw_bars(svg: &mut String, unit: &str, bars: &[(String, u64)]) -> Drawn {
    const BAR: u32 = 26;
    let count = bars.len();
    let area = SVGBackend::with_string(svg, (WIDTH, BAR * count as u32 + 60)).into_drawing_area();
    let most = bars.iter().map(|(_, words)| *words).max().unwrap_or(1).max(1);
    let mut chart = ChartBuilder::on(&area)
        .margin(10)
        .y_label_area_size(220)
        .x_label_area_size(40)
        .build_cartesian_2d(0..most + most / 20, (0..i32::try_from(count).unwrap_or(i32::MAX) - 1).into_segmented())?;
    let name = |place: &SegmentValue<i32>| match place {
        // The axis counts from below, the list from above.
        SegmentValue::CenterOf(place) => usize::try_from(*place)
            .ok()
            .and_then(|place| bars.get(count.checked_sub(place + 1)?))
            .map_or_else(String::new, |(name, _)| shortened(name)),
        _ => String::new(),
    };
    chart
        .configure_mesh()
        .disable_y_mesh()
        .light_line_style(TRANSPARENT)
        .y_labels(count)
        .y_label_formatter(&name)
        .label_style(("sans-serif", 15))
        .x_desc(unit)
        .draw()?;
    chart.draw_series((0..).zip(bars.iter().rev()).map(|(place, (_, words))| {
        let corners = [(0, SegmentValue::Exact(place)), (*words, SegmentValue::Exact(place + 1))];
        let mut bar = Rectangle::new(corners, COLOURS[0].filled());
        bar.set_margin(4, 4, 0, 0);
        bar
    }))?;
    area.present()
}

fn draw_lines(svg: &mut String, periods: &[String], lines: &[(String, Vec<f64>)]) -> Drawn {
    let area = SVGBackend::with_string(svg, (WIDTH, 340)).into_drawing_area();
    let (plot, names) = area.split_horizontally(WIDTH - 210);
    let most = lines.iter().flat_map(|(_, shares)| shares).copied().fold(1.0, f64::max);
    let mut chart = ChartBuilder::on(&plot)
        .margin(10)
        .x_label_area_size(40)
        .y_label_area_size(50)
        .build_cartesian_2d(0..periods.len() - 1, 0.0..most * 1.05)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .x_labels(periods.len().min(8))
        .x_label_formatter(&|place| periods.get(*place).cloned().unwrap_or_default())
        .y_label_formatter(&|share| format!("{share:.1} %"))
        .label_style(("sans-serif", 15))
        .draw()?;
    for ((name, shares), (colour, row)) in lines.iter().zip(COLOURS.iter().cycle().zip(0..)) {
        chart.draw_series(LineSeries::new(shares.iter().copied().enumerate(), colour.stroke_width(2)))?;
        let top = 20 + 24 * row;
        names.draw(&Rectangle::new([(0, top - 2), (16, top + 2)], colour.filled()))?;
        let style = ("sans-serif", 15).into_text_style(&names).pos(Pos::new(HPos::Left, VPos::Center));
        names.draw(&Text::new(shortened(name), (24, top), style))?;
    }
    area.present()
}

/// A name that fits beside a chart.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(26) {
        Some((end, _)) => name[..end].to_owned() + "…",
        None => name.to_owned(),
    }
}
