//! Reminders, for programs.

use serde_json::json;

use super::{model, views};
use crate::{
    act::{Act, Look},
    error::{Problems, Result},
    http::{
        Fields, Routes,
        api::{
            Call, Said, Scope, Shape, get, put,
            shape::{record, text},
        },
    },
};

pub fn routes() -> Routes {
    let scope = Scope::Gatherings;
    Routes::new()
        .looks(
            get("/api/v1/me/reminders", "reminders").says("When you are reminded").gives(200, plan_shape()),
            everywhere,
        )
        .acts(
            put("/api/v1/me/reminders", "chooseReminders", scope)
                .says("Choose when you are reminded")
                .takes(plan_shape())
                .gives(200, plan_shape()),
            choose_everywhere,
        )
        .looks(
            get("/api/v1/gatherings/{id}/reminders", "gatheringReminders")
                .says("When you are reminded of a gathering")
                .conflicts()
                .gives(200, plan_shape()),
            there,
        )
        .acts(
            put("/api/v1/gatherings/{id}/reminders", "chooseGatheringReminders", scope)
                .says("Choose when you are reminded of a gathering you answered")
                .conflicts()
                .takes(plan_shape())
                .gives(200, plan_shape()),
            choose_there,
        )
}

/// What is said of reminders.
pub fn plan_shape() -> Shape {
    record().has(
        "reminders",
        text(40)
            .says("Minutes before the beginning, parted by blanks: 10080, 2880, 1440, 120, 30. `none` for never, `as` as it is otherwise.")
            .like("1440 120"),
    )
}

fn said(fields: &Fields) -> Result<Option<model::Plan>> {
    let mut problems = Problems::default();
    let plan = model::said(fields, "reminders", &mut problems);
    problems.check().map(|()| plan)
}

fn shown(plan: Option<&model::Plan>) -> Said {
    Said::ok(json!({ "reminders": views::value(plan) }))
}

fn everywhere(look: &mut Look<'_>, _: &Call) -> Result<Said> {
    Ok(shown(super::everywhere(look)?.as_ref()))
}

fn choose_everywhere(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let plan = said(&call.fields)?;
    super::choose_everywhere(act, plan.as_ref())?;
    Ok(shown(plan.as_ref()))
}

fn there(look: &mut Look<'_>, call: &Call) -> Result<Said> {
    let (_, chosen) = super::there(look, call.id("id")?)?;
    Ok(shown(chosen.there.as_ref()))
}

fn choose_there(act: &mut Act<'_>, call: &Call) -> Result<Said> {
    let plan = said(&call.fields)?;
    super::choose_there(act, call.id("id")?, plan.as_ref())?;
    Ok(shown(plan.as_ref()))
}
