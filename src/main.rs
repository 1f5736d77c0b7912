//! dev
use theses::*;
fn main() {
    let paths: Vec<std::path::PathBuf> = std::env::args_os().skip(1).map(Into::into).collect();
    let (source, name) = if paths.is_empty() {
        (library::load::Source::Seeds, "seeds".to_owned())
    } else {
        let n = paths[0].file_name().unwrap().to_string_lossy().into_owned();
        (library::load::Source::Paths(paths), n)
    };
    let settings = app::Settings {
        measure: 72,
        name,
        advice: "These are two bundled pages. Open your own: theses FOLDER".into(),
        ..Default::default()
    };
    let marks_file = library::MarksFile::at("/tmp/dev-marks.json");
    let marks = marks_file.read().unwrap();
    let theme = tui::theme::Theme::new(
        tui::theme::Palette::Dark,
        tui::theme::Depth::of_environment(|v| std::env::var(v).ok()),
    );
    tui::run(tui::runtime::Options { settings, marks, marks_file, source, notice: None }, &theme).unwrap();
}
