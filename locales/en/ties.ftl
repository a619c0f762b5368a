stage-following = following
stage-mutual = mutual
stage-planning = planning
stage-met = met
stage-regular = regular
