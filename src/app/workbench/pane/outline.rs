//! The frame around the selected annotation: one line around all its words, however many lines of text they fill.
//!
//! In come the boxes of its words in the order of the text; out comes the path of the frame. Pure geometry, in CSS pixels.

/// A rectangle, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Box {
    /// Its left edge.
    pub x: f64,
    /// Its top edge.
    pub y: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Box {
    fn right(&self) -> f64 {
        self.x + self.width
    }

    fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether the two are words of one line of text.
    fn is_beside(&self, other: &Box) -> bool {
        let middle = other.y + other.height / 2.0;
        self.y < middle && middle < self.bottom()
    }

    /// Whether it is read before the other, as lines go.
    pub fn precedes(&self, other: &Box) -> bool {
        if self.is_beside(other) {
            self.x < other.x
        } else {
            self.y < other.y
        }
    }

    fn is_above_or_below(&self, other: &Box) -> bool {
        self.x < other.right() && other.x < self.right()
    }

    fn union(&self, other: &Box) -> Box {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Box {
            x,
            y,
            width: self.right().max(other.right()) - x,
            height: self.bottom().max(other.bottom()) - y,
        }
    }
}

/// From the words to the frame.
const PAD: f64 = 1.5;
/// Of the frame's corners.
const RADIUS: f64 = 4.0;
/// Points nearer than this are one.
const NEAR: f64 = 0.5;

type Point = (f64, f64);

/// The frame's path; empty for no boxes. Lines of which no part lies above the next are framed apart.
pub fn frame(boxes: &[Box]) -> String {
    let lines = lines_of(boxes);
    let mut path = String::new();
    for group in lines.chunk_by(Box::is_above_or_below) {
        path.push_str(&rounded(&corners(group)));
    }
    path
}

fn lines_of(boxes: &[Box]) -> Vec<Box> {
    let mut lines: Vec<Box> = Vec::new();
    for word in boxes {
        match lines.last_mut().filter(|line| line.is_beside(word)) {
            Some(line) => *line = line.union(word),
            None => lines.push(*word),
        }
    }
    lines
}

/// Down the right edges and up the left ones; two lines meet halfway between them.
fn corners(lines: &[Box]) -> Vec<Point> {
    let top = |n: usize| match n.checked_sub(1).and_then(|above| lines.get(above)) {
        Some(above) => lines
            .get(n)
            .map_or(0.0, |line| (above.bottom() + line.y) / 2.0),
        None => lines.first().map_or(0.0, |line| line.y - PAD),
    };
    let bottom = |n: usize| {
        if n + 1 < lines.len() {
            top(n + 1)
        } else {
            lines.last().map_or(0.0, |line| line.bottom() + PAD)
        }
    };
    let right = lines.iter().enumerate().flat_map(|(n, line)| {
        let x = line.right() + PAD;
        [(x, top(n)), (x, bottom(n))]
    });
    let left = lines.iter().enumerate().rev().flat_map(|(n, line)| {
        let x = line.x - PAD;
        [(x, bottom(n)), (x, top(n))]
    });
    let mut points: Vec<Point> = Vec::new();
    for point in right.chain(left) {
        if points
            .last()
            .is_none_or(|last| distance(*last, point) > NEAR)
        {
            // Of three points on one edge the middle one is no corner.
            if let [.., before, last] = points.as_slice()
                && are_in_line(*before, *last, point)
            {
                points.pop();
            }
            points.push(point);
        }
    }
    points
}

fn are_in_line(a: Point, b: Point, c: Point) -> bool {
    let same = |a: f64, b: f64, c: f64| (a - b).abs() < NEAR && (b - c).abs() < NEAR;
    same(a.0, b.0, c.0) || same(a.1, b.1, c.1)
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

/// The closed path through the points, its corners rounded.
fn rounded(points: &[Point]) -> String {
    let mut path = String::new();
    let before = points.iter().cycle().skip(points.len().saturating_sub(1));
    let behind = points.iter().cycle().skip(1);
    for ((corner, before), behind) in points.iter().zip(before).zip(behind) {
        let near = |other: Point| {
            let length = distance(*corner, other);
            let share = RADIUS.min(length / 2.0) / length.max(NEAR);
            (
                corner.0 + (other.0 - corner.0) * share,
                corner.1 + (other.1 - corner.1) * share,
            )
        };
        let ((x1, y1), (x2, y2)) = (near(*before), near(*behind));
        let step = if path.is_empty() { 'M' } else { 'L' };
        path.push_str(&format!(
            "{step}{x1:.1} {y1:.1}Q{:.1} {:.1} {x2:.1} {y2:.1}",
            corner.0, corner.1
        ));
    }
    if !path.is_empty() {
        path.push('Z');
    }
    path
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn word(x: f64, line: u32, width: f64) -> Box {
        Box {
            x,
            y: f64::from(line) * 30.0,
            width,
            height: 20.0,
        }
    }

    /// How many closed paths there are, and how many corners.
    #[track_caller]
    fn check(boxes: &[Box], frames: usize, corners: usize) {
        let path = frame(boxes);
        assert_eq!(path.matches('Z').count(), frames, "{path}");
        assert_eq!(path.matches('Q').count(), corners, "{path}");
    }

    #[wasm_bindgen_test]
    fn a_frame_goes_once_around_the_lines_that_lie_under_one_another() {
        check(&[], 0, 0);
        check(&[word(100.0, 0, 50.0)], 1, 4);
        check(&[word(100.0, 0, 50.0), word(150.0, 0, 50.0)], 1, 4);
        // An end of a line, two whole ones, a beginning.
        let lines = [
            word(100.0, 0, 300.0),
            word(0.0, 1, 400.0),
            word(0.0, 2, 400.0),
            word(0.0, 3, 50.0),
        ];
        check(&lines, 1, 8);
    }

    #[wasm_bindgen_test]
    fn the_end_of_a_line_and_the_beginning_of_the_next_have_frames_of_their_own() {
        check(&[word(300.0, 0, 100.0), word(0.0, 1, 50.0)], 2, 8);
    }
}
